"""Where a command computes, and with which numbers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from twin_trainer.config.base import DeviceConfig
from twin_trainer.errors import ConfigError
from twin_trainer.malloc import keep_freed_memory

if TYPE_CHECKING:
    import torch

DTypeName = Literal["float32", "bfloat16", "float16"]


@dataclass(frozen=True)
class Device:
    """A device of PyTorch and the type of the weights on it."""

    name: Literal["cpu", "cuda"]
    dtype: DTypeName

    @property
    def torch_dtype(self) -> "torch.dtype":
        """The type as PyTorch's own object."""
        return to_torch_dtype(self.dtype)

    @property
    def device_map(self) -> str | dict[str, str] | None:
        """Where `from_pretrained` puts the layers: spread over the GPUs where there are several."""
        import torch

        if self.name == "cpu":
            return None
        return "auto" if torch.cuda.device_count() > 1 else {"": "cuda:0"}


def to_torch_dtype(name: DTypeName) -> "torch.dtype":
    """Return PyTorch's object for the name."""
    import torch

    return {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}[name]


def choose_device(config: DeviceConfig) -> Device:
    """Choose the GPU where there is one, bf16 on it where it can, and fp32 on the CPU.

    Raises `ConfigError` when a GPU is asked for and none is there.
    """
    import torch

    if config.threads is not None:
        torch.set_num_threads(config.threads)
    has_gpu = torch.cuda.is_available()
    if config.device == "cuda" and not has_gpu:
        raise ConfigError("PyTorch sees no CUDA GPU here: use auto or cpu", field="device")
    name: Literal["cpu", "cuda"] = "cuda" if has_gpu and config.device != "cpu" else "cpu"
    if name == "cpu":
        keep_freed_memory()
    if config.dtype != "auto":
        return Device(name, config.dtype)
    if name == "cpu":
        return Device("cpu", "float32")
    return Device("cuda", "bfloat16" if torch.cuda.is_bf16_supported() else "float32")
