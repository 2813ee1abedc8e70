"""Tells whole checkpoints from half-written ones, and holds a folder to one configuration."""

import json
import os
import shutil
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel, ValidationError

from twin_trainer.config.finetune import FinetuneConfig
from twin_trainer.errors import ConfigError
from twin_trainer.whole import require_own, write_whole

MARKER = "complete.json"
RUN_FILE = "run.json"
WITHOUT_EFFECT = frozenset(
    {"output_dir", "resume", "report_to", "keep_checkpoints", "threads", "device", "eval_batch_size"}
)
"""Fields that may change between a run and its resumption, since what is learnt does not hang on them."""


class Marker(BaseModel):
    """Written into a checkpoint as the last thing: what it consists of."""

    step: int
    seconds: float
    """Time spent in training steps until here, over all processes."""
    files: dict[str, int]
    """Name to size in bytes."""


@dataclass(frozen=True)
class Checkpoint:
    """A whole checkpoint."""

    path: Path
    step: int
    seconds: float


def _sizes(folder: Path) -> dict[str, int]:
    return {file.name: file.stat().st_size for file in folder.iterdir() if file.is_file() and file.name != MARKER}


def mark_complete(folder: Path, step: int, seconds: float) -> None:
    """Declare a checkpoint whole, once its files are on disk."""
    for file in folder.iterdir():
        if file.is_file():
            with file.open("rb") as handle:
                os.fsync(handle.fileno())
    write_whole(folder / MARKER, Marker(step=step, seconds=seconds, files=_sizes(folder)).model_dump_json())


def _read(folder: Path) -> Checkpoint | None:
    try:
        marker = Marker.model_validate_json((folder / MARKER).read_bytes())
    except (OSError, ValidationError):
        return None
    sizes = _sizes(folder)
    if any(sizes.get(name) != size for name, size in marker.files.items()):
        return None
    return Checkpoint(folder, marker.step, marker.seconds)


def take_last_checkpoint(folder: Path) -> Checkpoint | None:
    """Remove half-written checkpoints and return the last whole one."""
    whole: list[Checkpoint] = []
    for candidate in folder.glob("checkpoint-*"):
        checkpoint = _read(candidate)
        if checkpoint:
            whole.append(checkpoint)
        else:
            shutil.rmtree(candidate)
    return max(whole, key=lambda checkpoint: checkpoint.step, default=None)


def _identity(config: FinetuneConfig) -> dict[str, object]:
    """Return what a run's results hang on: its settings and its data."""
    fields = config.model_dump(mode="json", exclude=set(WITHOUT_EFFECT))
    files = {name: fields[name] for name in ("train_file", "eval_file") if fields[name] is not None}
    return {**fields, **{name: sha256(Path(path).read_bytes()).hexdigest() for name, path in files.items()}}


def prepare_folder(folder: Path, *, empty: bool) -> None:
    """Make the folder of a run, without what an earlier run left there where it is to be empty.

    Raises `ConfigError` when it cannot be made, or would have to lose files that no run wrote.
    """
    try:
        if empty and folder.exists():
            require_own(folder, RUN_FILE, "output_dir")
            shutil.rmtree(folder)
        (folder / "checkpoints").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"{folder} cannot be written: {error.strerror}", field="output_dir") from error


def claim_folder(folder: Path, config: FinetuneConfig) -> None:
    """Hold a folder to one run, so that no run goes on from another one's checkpoints.

    Raises `ConfigError`, which names the field that differs.
    """
    identity = _identity(config)
    try:
        before: object = json.loads((folder / RUN_FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        write_whole(folder / RUN_FILE, json.dumps(identity, indent=2))
        return
    known = before if isinstance(before, dict) else {}
    for name, value in identity.items():
        if known.get(name) != value:
            raise ConfigError(
                f"{folder} holds a run with another value; choose another output_dir or set resume to false",
                field=name,
            )
