"""Turns conversations into token ids by the model's own chat template."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twin_trainer.data import Message, Sample
from twin_trainer.errors import ConfigError, DataError

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerBase

IGNORED = -100
"""Label of a token that does not count in the loss."""


@dataclass(frozen=True)
class Tokens:
    """A sample's token ids; the answer starts after `prompt_length` of them."""

    ids: tuple[int, ...]
    prompt_length: int

    @property
    def answer_length(self) -> int:
        """Number of tokens that are scored, the end of the turn included."""
        return len(self.ids) - self.prompt_length

    @property
    def labels(self) -> list[int]:
        """Token ids where they are learnt, `IGNORED` elsewhere."""
        return [IGNORED] * self.prompt_length + list(self.ids[self.prompt_length :])


def require_chat_template(tokenizer: "PreTrainedTokenizerBase", field: str) -> None:
    """Raise `ConfigError` when the model is not one that answers."""
    if not tokenizer.chat_template:
        raise ConfigError("the model has no chat template: choose an instruct model", field=field)


def _render(tokenizer: "PreTrainedTokenizerBase", messages: Sequence[Message], *, open_answer: bool) -> str:
    turns = [message.model_dump() for message in messages]
    return str(tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=open_answer))


def _encode(tokenizer: "PreTrainedTokenizerBase", text: str) -> list[int]:
    # The template writes the special tokens itself.
    return list(tokenizer(text, add_special_tokens=False)["input_ids"])


def conversation_ids(tokenizer: "PreTrainedTokenizerBase", messages: Sequence[Message]) -> list[int]:
    """Return the token ids of a conversation up to where the model's answer starts."""
    return _encode(tokenizer, _render(tokenizer, messages, open_answer=True))


def sample_tokens(tokenizer: "PreTrainedTokenizerBase", sample: Sample, max_length: int) -> Tokens:
    """Tokenize a sample and cut it at `max_length`.

    The answer is tokenized by itself, after the prompt's tokens, because that is what a server sees.
    Raises `DataError` when the template writes something else before a finished answer than before an open one.
    """
    prompt = _render(tokenizer, sample.prompt, open_answer=True)
    whole = _render(tokenizer, [*sample.prompt, sample.answer], open_answer=False)
    if not whole.startswith(prompt):
        raise DataError(
            "the chat template writes a prompt differently once it is answered, so the answer cannot be told apart",
            field="base_model",
        )
    prompt_ids = _encode(tokenizer, prompt)
    ids = [*prompt_ids, *_encode(tokenizer, whole[len(prompt) :])]
    return Tokens(tuple(ids[:max_length]), min(len(prompt_ids), max_length))


def tokenize_samples(
    tokenizer: "PreTrainedTokenizerBase", samples: Sequence[Sample], max_length: int, field: str
) -> list[Tokens]:
    """Tokenize samples, leaving out those whose prompt alone fills `max_length`.

    Raises `DataError` when none is left.
    """
    tokens = [sample_tokens(tokenizer, sample, max_length) for sample in samples]
    usable = [sample for sample in tokens if sample.answer_length > 0]
    if not usable:
        raise DataError(f"every prompt fills max_length ({max_length} tokens), so no answer is left", field=field)
    return usable
