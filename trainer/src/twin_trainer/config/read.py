"""Reads a command's configuration from a file and from `--set`."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from twin_trainer.config.base import CommandConfig
from twin_trainer.errors import ConfigError

Config = TypeVar("Config", bound=CommandConfig)


def _read_file(path: str) -> dict[str, object]:
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(f"cannot read {path}: {error.strerror}", field="--config") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8 text", field="--config") from error
    try:
        # JSON is YAML too.
        content = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ConfigError(f"{path} is neither YAML nor JSON: {error}", field="--config") from error
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise ConfigError(f"{path} must hold fields with values", field="--config")
    return {str(key): value for key, value in content.items()}


def _override(values: Mapping[str, object], path: Sequence[str], value: object) -> dict[str, object]:
    """Return the values with the one at the path replaced."""
    key, *rest = path
    if not rest:
        return {**values, key: value}
    inner = values.get(key)
    return {**values, key: _override(inner if isinstance(inner, dict) else {}, rest, value)}


def _apply(values: dict[str, object], assignment: str) -> dict[str, object]:
    name, equals, text = assignment.partition("=")
    if not equals or not name:
        raise ConfigError(f"{assignment!r} is not FIELD=VALUE", field="--set")
    try:
        return _override(values, name.split("."), yaml.safe_load(text))
    except yaml.YAMLError as error:
        raise ConfigError(f"cannot read the value {text!r}", field=name) from error


def _field(model: type[BaseModel], location: Sequence[int | str]) -> str:
    """Return the dotted name of a field, without the members of a union that pydantic adds to it."""
    names: list[str] = []
    fields = model.model_fields
    for part in location:
        names.append(str(part))
        inner = fields[part].annotation if part in fields else None
        if not (isinstance(inner, type) and issubclass(inner, BaseModel)):
            break
        fields = inner.model_fields
    return ".".join(names)


def _to_config_error(model: type[BaseModel], error: ValidationError) -> ConfigError:
    first, *others = error.errors(include_url=False)
    message = first["msg"].removeprefix("Value error, ")
    field = _field(model, first["loc"])
    if not field:
        # A check across fields names its field itself.
        field, _, message = message.partition(": ")
    elif first["type"] not in ("missing", "value_error"):
        message += f" (is {first['input']!r})"
    also = sorted({_field(model, other["loc"]) for other in others} - {field})
    return ConfigError(message + (f"; also wrong: {', '.join(also)}" if also else ""), field=field)


def read_config(model: type[Config], file: str | None, assignments: Sequence[str]) -> Config:
    """Read and validate a configuration.

    Raises `ConfigError`, which names the first field that is wrong.
    """
    values = _read_file(file) if file else {}
    for assignment in assignments:
        values = _apply(values, assignment)
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise _to_config_error(model, error) from error
