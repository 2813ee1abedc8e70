"""Finds a base model by folder, GGUF file or hub name, and loads it."""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from huggingface_hub.errors import LocalEntryNotFoundError
from safetensors import SafetensorError

from twin_trainer.device import Device
from twin_trainer.errors import ConfigError, TrainerError
from twin_trainer.gguf_model import clear_quantization, restore_pre_tokenizer

if TYPE_CHECKING:
    from peft import PeftModel
    from transformers import PreTrainedModel, PreTrainedTokenizerBase


@dataclass(frozen=True)
class ModelSource:
    """Where a model is: `name` as transformers takes it, and the GGUF file in it where it is one."""

    name: str
    gguf_file: str | None = None

    @property
    def label(self) -> str:
        """What a person would call it."""
        return str(Path(self.name) / self.gguf_file) if self.gguf_file else self.name

    @property
    def gguf_arguments(self) -> dict[str, str]:
        """What `from_pretrained` needs beside the name."""
        return {"gguf_file": self.gguf_file} if self.gguf_file else {}


def _looks_like_path(name: str) -> bool:
    # A hub name is `owner/name` or `name`.
    return name.startswith((".", "/", "~")) or "\\" in name or name.count("/") > 1 or name.endswith(".gguf")


def find_model(name: str, field: str) -> ModelSource:
    """Find a model. A folder with `config.json` or a GGUF file, a GGUF file, or else a name on the hub.

    Raises `ConfigError`, which names the field.
    """
    path = Path(name).expanduser()
    if path.is_file():
        return ModelSource(str(path.parent), path.name)
    if path.is_dir():
        if (path / "config.json").is_file():
            return ModelSource(str(path))
        files = sorted(file.name for file in path.glob("*.gguf"))
        if len(files) == 1:
            return ModelSource(str(path), files[0])
        raise ConfigError(f"{path} holds neither config.json nor exactly one GGUF file", field=field)
    if _looks_like_path(name):
        raise ConfigError(f"there is no {path}", field=field)
    return ModelSource(name)


UNLOADABLE = (OSError, ValueError, KeyError, SafetensorError, struct.error)
"""What transformers raises for folders, files and names that are no model, or broken ones."""


def _unavailable(source: ModelSource, error: Exception, field: str) -> TrainerError:
    if isinstance(error.__cause__, LocalEntryNotFoundError):
        # No fault of the configuration for sure: another attempt may find the hub.
        return TrainerError(
            f"there is no folder {source.name} here, and the Hugging Face hub cannot be reached for it", field=field
        )
    reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    return ConfigError(f"cannot load {source.label}: {reason}", field=field)


def load_tokenizer(source: ModelSource, field: str) -> "PreTrainedTokenizerBase":
    """Load a model's tokenizer, mended where a GGUF file lost something of it."""
    from transformers import AutoTokenizer

    try:
        tokenizer = AutoTokenizer.from_pretrained(source.name, **source.gguf_arguments)
    except UNLOADABLE as error:
        raise _unavailable(source, error, field) from error
    if source.gguf_file:
        restore_pre_tokenizer(tokenizer, Path(source.name) / source.gguf_file)
    if tokenizer.pad_token_id is None:
        tokenizer.pad_token = tokenizer.eos_token
    return tokenizer


def load_model(source: ModelSource, field: str, device: Device | None, dtype: str | None = None) -> "PreTrainedModel":
    """Load a model's weights onto a device, or onto the CPU in `dtype` (`auto`: as stored) where device is None."""
    from transformers import AutoModelForCausalLM

    wanted = device.torch_dtype if device else (dtype or "auto")
    try:
        # With its loading info it returns both, which its type does not say.
        loaded: Any = AutoModelForCausalLM.from_pretrained(
            source.name,
            dtype="float32" if source.gguf_file and wanted == "auto" else wanted,
            device_map=device.device_map if device else None,
            output_loading_info=True,
            **source.gguf_arguments,
        )
    except UNLOADABLE as error:
        raise _unavailable(source, error, field) from error
    model: PreTrainedModel = loaded[0]
    if missing := sorted(loaded[1]["missing_keys"]):
        # Transformers would go on with random numbers in their place.
        raise ConfigError(f"{source.label} lacks weights, such as {missing[0]}", field=field)
    if source.gguf_file:
        clear_quantization(model)
    return model


def require_adapter(adapter_dir: str) -> None:
    """Raise `ConfigError` when a folder holds no adapter."""
    if not (Path(adapter_dir) / "adapter_config.json").is_file():
        raise ConfigError(f"{adapter_dir} holds no adapter (adapter_config.json)", field="adapter_dir")


def put_adapter_on(model: "PreTrainedModel", adapter_dir: str) -> "PeftModel":
    """Put an adapter on a model. Raises `ConfigError` when it is one of another model."""
    from peft import PeftModel

    try:
        return PeftModel.from_pretrained(model, adapter_dir)
    except (OSError, RuntimeError, ValueError) as error:
        raise ConfigError(f"{adapter_dir} does not fit the model: {error}", field="adapter_dir") from error
