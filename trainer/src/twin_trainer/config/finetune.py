"""Configuration of `finetune`."""

from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from twin_trainer.config.base import CommandConfig, DeviceConfig, Positive, Text
from twin_trainer.methods import METHODS


class LoraSettings(CommandConfig):
    """Low-rank adaptation (Hu et al. 2021, https://arxiv.org/abs/2106.09685)."""

    r: Positive = 16
    alpha: Annotated[float, Field(gt=0)] = 32
    dropout: Annotated[float, Field(ge=0, lt=1)] = 0.05
    target_modules: Text | Annotated[list[Text], Field(min_length=1)] = "all-linear"


class FinetuneConfig(DeviceConfig):
    """What to train on what, and how."""

    method: str = "lora"
    base_model: Text
    train_file: Text
    eval_file: Text | None = None
    output_dir: Text

    max_steps: Positive | None = None
    epochs: Annotated[float, Field(gt=0)] | None = None
    learning_rate: Annotated[float, Field(gt=0, le=1)] = 2e-4
    scheduler: Literal["linear", "cosine", "constant"] = "linear"
    warmup: Annotated[float, Field(ge=0)] = 0.03
    """Steps, or a share of all steps where below 1."""
    batch_size: Positive = 4
    gradient_accumulation_steps: Positive = 1
    max_length: Annotated[int, Field(ge=8)] = 512
    packing: bool = False
    gradient_checkpointing: bool | Literal["auto"] = "auto"
    """`auto`: on with a GPU, where memory is what limits."""
    lora: LoraSettings = LoraSettings()

    eval_every: Positive | None = None
    """Steps between evaluations; a quarter of all steps where null."""
    max_eval_samples: Positive | None = None
    eval_batch_size: Positive | None = None
    early_stopping_patience: Positive | None = None
    """Evaluations without improvement before training stops; never where null."""

    save_every: Positive | None = None
    """Steps between checkpoints; `eval_every` where null."""
    keep_checkpoints: Annotated[int, Field(ge=2)] = 2
    resume: bool = True
    seed: Annotated[int, Field(ge=0, lt=2**32)] = 42
    report_to: Text | list[Text] = "none"
    """Passed to transformers: `tensorboard`, `wandb`, `mlflow` and others, where they are installed."""

    @field_validator("method")
    @classmethod
    def _known_method(cls, method: str) -> str:
        if method not in METHODS:
            raise ValueError(f"unknown method {method!r}: choose one of {', '.join(METHODS)}")
        return method

    @model_validator(mode="after")
    def _fields_agree(self) -> Self:
        if self.max_steps is not None and self.epochs is not None:
            raise ValueError("epochs: give either epochs or max_steps, not both")
        if self.early_stopping_patience is not None:
            if self.eval_file is None:
                raise ValueError("early_stopping_patience: needs an eval_file")
            if self.save_every and self.save_every % (self.eval_every or self.save_every):
                raise ValueError("save_every: must be a multiple of eval_every when training may stop early")
        return self
