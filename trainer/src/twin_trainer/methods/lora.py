"""Supervised fine-tuning of a low-rank adapter: TRL's `SFTTrainer` with PEFT."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from datasets import Dataset
from peft import LoraConfig
from peft.utils.error import NoMatchingPeftModuleError
from trl import SFTConfig, SFTTrainer

from twin_trainer.data import Sample, read_samples
from twin_trainer.errors import ConfigError
from twin_trainer.loss import mean_loss, score_samples
from twin_trainer.methods.base import Method, Setup
from twin_trainer.methods.training_arguments import check_trackers, training_arguments
from twin_trainer.tokenization import Tokens, require_chat_template, tokenize_samples

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerBase


def _to_dataset(samples: Sequence[Tokens]) -> Dataset:
    return Dataset.from_dict(
        {"input_ids": [list(sample.ids) for sample in samples], "labels": [sample.labels for sample in samples]}
    )


class _Trainer(SFTTrainer):
    """`SFTTrainer` whose held-out loss counts every answer token the same, as the `evaluate` command does."""

    held_out: Sequence[Tokens] = ()

    def evaluate(self, *_arguments: object, **_options: object) -> dict[str, float]:
        assert self.model is not None  # the trainer was made with one
        batch_size: int = self.args.per_device_eval_batch_size
        metrics = {"eval_loss": mean_loss(score_samples(self.model, self.held_out, batch_size))}
        self.log(dict(metrics))
        self.control = self.callback_handler.on_evaluate(self.args, self.state, self.control, metrics)
        return metrics


class LoraMethod(Method):
    """Trains an adapter on answers, by the model's own chat template."""

    _train: list[Sample]
    _held_out: list[Sample]
    _train_tokens: list[Tokens]
    _held_out_tokens: list[Tokens]

    def read(self) -> None:
        """Read the training samples, and the held-out ones where there are any."""
        config = self.config
        self._train = read_samples(config.train_file, "train_file")
        self._held_out = (
            read_samples(config.eval_file, "eval_file", config.max_eval_samples) if config.eval_file else []
        )

    def check(self) -> None:
        """Refuse trackers that are not there."""
        check_trackers(self.config)

    def tokenize(self, tokenizer: "PreTrainedTokenizerBase") -> int:
        """Tokenize all samples and return how many sequences there are to train on."""
        require_chat_template(tokenizer, "base_model")
        length = self.config.max_length
        self._train_tokens = tokenize_samples(tokenizer, self._train, length, "train_file")
        self._held_out_tokens = (
            tokenize_samples(tokenizer, self._held_out, length, "eval_file") if self._held_out else []
        )
        if self.config.packing:
            # Packing fills nearly every sequence.
            return math.ceil(sum(len(sample.ids) for sample in self._train_tokens) / length)
        return len(self._train_tokens)

    @property
    def notes(self) -> Sequence[str]:
        """Say how many samples did not fit."""
        counts = {
            "train_file": len(self._train) - len(self._train_tokens),
            "eval_file": len(self._held_out) - len(self._held_out_tokens),
        }
        return [
            f"{count} samples of {field} were left out: their prompt alone fills max_length"
            for field, count in counts.items()
            if count
        ]

    def create_trainer(self, setup: Setup) -> SFTTrainer:
        """Make a trainer with a fresh adapter on the model."""
        config = self.config
        modules = config.lora.target_modules
        adapter = LoraConfig(
            r=config.lora.r,
            # PEFT divides by r; a fraction is as good as a whole number.
            lora_alpha=config.lora.alpha,  # type: ignore[arg-type]
            lora_dropout=config.lora.dropout,
            target_modules=modules if isinstance(modules, str) else list(modules),
            task_type="CAUSAL_LM",
        )
        options: dict[str, Any] = training_arguments(setup)
        try:
            trainer = _Trainer(
                model=setup.model,
                args=SFTConfig(**options, max_length=config.max_length, packing=config.packing),
                train_dataset=_to_dataset(self._train_tokens),
                # Only its presence is asked for; `evaluate` scores `held_out`.
                eval_dataset=_to_dataset(self._held_out_tokens) if self._held_out_tokens else None,
                processing_class=setup.tokenizer,
                peft_config=adapter,
                callbacks=list(setup.callbacks),
            )
        except NoMatchingPeftModuleError as error:
            raise ConfigError(str(error), field="lora.target_modules") from error
        trainer.held_out = self._held_out_tokens
        return trainer
