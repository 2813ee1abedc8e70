"""Turns conversations into token ids by the model's own chat template."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import TemplateError

from twin_trainer.data import Message, Sample
from twin_trainer.errors import ConfigError, DataError

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerBase

PLACEHOLDER = re.compile("\ue000(\\d+)\ue001")
"""Stands for a message's content while the template is rendered; from Unicode's private use area."""

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
    try:
        return str(tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=open_answer))
    except TemplateError as error:
        roles = ", ".join(message.role for message in messages)
        raise ConfigError(
            f"its chat template refuses a conversation of {roles}: {error}", field="base_model"
        ) from error


def _encode_template(tokenizer: "PreTrainedTokenizerBase", text: str) -> list[int]:
    # The template writes the special tokens itself, the first one of a text too.
    return list(tokenizer(text, add_special_tokens=False)["input_ids"]) if text else []


def _encode_content(tokenizer: "PreTrainedTokenizerBase", text: str) -> list[int]:
    # What somebody wrote is text, even where it looks like a special token: it cannot end a turn.
    encoded = tokenizer(text, add_special_tokens=False, split_special_tokens=True)
    return list(encoded["input_ids"]) if text else []


def _placeholder(position: int) -> str:
    return f"\ue000{position}\ue001"


def conversation_ids(tokenizer: "PreTrainedTokenizerBase", messages: Sequence[Message]) -> list[int]:
    """Return the token ids of a conversation up to where the model's answer starts.

    The template's own text and each message's content are encoded apart, as the serving backend does it, so that a
    message can neither forge a turn nor change how the template is cut into tokens.
    """
    rendered = _render(tokenizer, messages, open_answer=True)
    marked = [Message(role=message.role, content=_placeholder(position)) for position, message in enumerate(messages)]
    pieces = PLACEHOLDER.split(_render(tokenizer, marked, open_answer=True))
    contents = [message.content for message in messages]
    for candidates in (contents, [content.strip() for content in contents]):
        # Every second piece is the number of a message.
        texts = [candidates[int(piece)] if odd % 2 else piece for odd, piece in enumerate(pieces)]
        if "".join(texts) == rendered:
            encoders = (_encode_template, _encode_content)
            return [token for odd, text in enumerate(texts) for token in encoders[odd % 2](tokenizer, text)]
    # The template changes contents in a way of its own, so what is whose cannot be told.
    return _encode_template(tokenizer, rendered)


def _answer_ids(tokenizer: "PreTrainedTokenizerBase", answer: str, rendered: str) -> list[int]:
    """Return the ids of an answer and of the end of its turn."""
    for content in (answer, answer.strip()):
        if rendered.startswith(content):
            end = rendered[len(content) :]
            return [*_encode_content(tokenizer, content), *_encode_template(tokenizer, end)]
    return _encode_template(tokenizer, rendered)


def sample_tokens(tokenizer: "PreTrainedTokenizerBase", sample: Sample, max_length: int) -> Tokens:
    """Tokenize a sample and cut it at `max_length`.

    The answer is encoded by itself, after the prompt's tokens, because that is what a server sees.
    Raises `DataError` when the template writes something else before a finished answer than before an open one.
    """
    prompt = _render(tokenizer, sample.prompt, open_answer=True)
    whole = _render(tokenizer, [*sample.prompt, sample.answer], open_answer=False)
    if not whole.startswith(prompt):
        raise DataError(
            "the chat template writes a prompt differently once it is answered, so the answer cannot be told apart",
            field="base_model",
        )
    prompt_ids = conversation_ids(tokenizer, sample.prompt)
    ids = [*prompt_ids, *_answer_ids(tokenizer, sample.answer.content, whole[len(prompt) :])]
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
