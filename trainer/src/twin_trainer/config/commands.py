"""Configurations of the commands around training."""

from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from twin_trainer.config.base import CommandConfig, DeviceConfig, Positive, Text
from twin_trainer.quantizations import QUANTIZATIONS


class MergeConfig(CommandConfig):
    """Put an adapter into its unquantized base."""

    base_model: Text
    adapter_dir: Text
    output_dir: Text
    dtype: Literal["auto", "float32", "bfloat16", "float16"] = "auto"
    """`auto`: the one that the base is stored in; float32 for a GGUF file."""


class ExportConfig(DeviceConfig):
    """Write a GGUF file. Device and dtype are those of the calibration."""

    model_dir: Text
    output_file: Text
    quantization: str = "Q8_0"
    converter: Text | None = None
    """Folder with llama.cpp's converter; `converter` in the Python environment where null."""
    quantizer: Text | None = None
    """Program `llama-quantize`; the one on PATH where null."""
    llama_library: Text | None = None
    """A `libllama` (`.so`, `.dylib`, `.dll`) whose quantizer is used where there is no program."""
    quantizer_dir: Text | None = None
    """Folder that `build-quantizer` filled, used last."""
    calibration_file: Text | None = None
    """Samples by which the quantizer weighs its errors (an importance matrix); all weights count the same where null.
    What the converter writes itself needs none."""
    calibration_samples: Positive = 64
    """Samples read of it, from its beginning."""
    max_length: Annotated[int, Field(ge=8)] = 512
    """Tokens of a calibration sample."""

    @field_validator("quantization")
    @classmethod
    def _known_quantization(cls, quantization: str) -> str:
        if quantization not in QUANTIZATIONS:
            raise ValueError(f"unknown quantization {quantization!r}: choose one of {', '.join(QUANTIZATIONS)}")
        return quantization


class ModelChoice(DeviceConfig):
    """A command that reads a model: a merged one, or a base with or without an adapter."""

    model_dir: Text | None = None
    base_model: Text | None = None
    adapter_dir: Text | None = None

    @model_validator(mode="after")
    def _one_model(self) -> Self:
        if (self.model_dir is None) == (self.base_model is None):
            raise ValueError("model_dir: give either model_dir or base_model")
        if self.adapter_dir is not None and self.base_model is None:
            raise ValueError("adapter_dir: needs a base_model")
        return self

    @property
    def model_field(self) -> str:
        """Name of the field that says which model is meant."""
        return "model_dir" if self.model_dir is not None else "base_model"

    @property
    def model(self) -> str:
        """Folder or hub name of the model, without its adapter."""
        model = self.model_dir or self.base_model
        assert model is not None  # `_one_model` has refused anything else
        return model


class EvaluateConfig(ModelChoice):
    """Loss and perplexity on held-out answers, or on plain text."""

    eval_file: Text | None = None
    text_file: Text | None = None
    window: Annotated[int, Field(ge=2)] = 512
    """Tokens of a window of plain text."""
    batch_size: Positive = 4
    max_length: Annotated[int, Field(ge=8)] = 512
    max_samples: Positive | None = None
    per_sample: bool = False

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.eval_file is None) == (self.text_file is None):
            raise ValueError("eval_file: give either eval_file or text_file")
        return self


class TokensConfig(ModelChoice):
    """Token ids of conversations by the model's chat template."""

    conversations_file: Text
    output_file: Text


class HardwareConfig(CommandConfig):
    """Nothing to set."""


class BuildQuantizerConfig(CommandConfig):
    """Build llama.cpp's quantizer from a registry's source."""

    output_dir: Text
