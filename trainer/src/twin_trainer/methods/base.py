"""What a way to train must offer."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from twin_trainer.config.finetune import FinetuneConfig
from twin_trainer.device import Device

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerBase, Trainer, TrainerCallback


@dataclass(frozen=True)
class Schedule:
    """When things happen, in optimizer steps."""

    total: int
    eval_every: int
    save_every: int


@dataclass(frozen=True)
class Setup:
    """What a trainer is made of."""

    config: FinetuneConfig
    device: Device
    schedule: Schedule
    model: "PreTrainedModel"
    tokenizer: "PreTrainedTokenizerBase"
    checkpoints: Path
    callbacks: "Sequence[TrainerCallback]"


class Method(ABC):
    """A way to train, for one run: made with its configuration, asked in the order of these functions."""

    def __init__(self, config: FinetuneConfig) -> None:
        self.config = config

    @abstractmethod
    def read(self) -> None:
        """Read the data files. Raises `DataError`."""

    @abstractmethod
    def check(self) -> None:
        """Refuse settings that only the libraries can judge, before anything is loaded. Raises `ConfigError`."""

    @abstractmethod
    def tokenize(self, tokenizer: "PreTrainedTokenizerBase") -> int:
        """Make the samples ready and return the number of training examples."""

    @property
    @abstractmethod
    def notes(self) -> Sequence[str]:
        """What a person should know of the data."""

    @abstractmethod
    def create_trainer(self, setup: Setup) -> "Trainer":
        """Make the trainer; its `evaluate` returns the held-out loss as `eval_loss`."""
