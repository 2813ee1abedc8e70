"""Reads samples: a conversation, and the answer that is learnt from it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from twin_trainer.errors import DataError


class Message(BaseModel):
    """One turn of a conversation."""

    model_config = ConfigDict(frozen=True)

    role: Literal["system", "user", "assistant"]
    content: str


Messages = Annotated[list[Message], Field(min_length=1)]


class _Instruction(BaseModel):
    """An instruction and its answer. Alpaca calls that `output`, and may put an `input` behind the instruction."""

    instruction: str
    input: str | None = None
    answer: Annotated[str, Field(min_length=1, validation_alias=AliasChoices("answer", "output"))]

    @property
    def question(self) -> str:
        """What is asked, with what it is asked about."""
        return f"{self.instruction}\n\n{self.input}" if self.input and self.input.strip() else self.instruction


class _Conversation(BaseModel):
    messages: Messages


class _PromptCompletion(BaseModel):
    prompt: Annotated[str, Field(min_length=1)] | Messages
    completion: Annotated[str, Field(min_length=1)] | Messages


@dataclass(frozen=True)
class Sample:
    """What was said, and the answer to it."""

    prompt: tuple[Message, ...]
    answer: Message


def _as_messages(part: str | list[Message], role: Literal["user", "assistant"]) -> list[Message]:
    return [Message(role=role, content=part)] if isinstance(part, str) else part


def _to_messages(line: object) -> list[Message]:
    fields = line if isinstance(line, dict) else {}
    if "messages" in fields:
        return _Conversation.model_validate(fields).messages
    if "prompt" in fields:
        pair = _PromptCompletion.model_validate(fields)
        return [*_as_messages(pair.prompt, "user"), *_as_messages(pair.completion, "assistant")]
    sample = _Instruction.model_validate(line)
    return [
        Message(role="user", content=sample.question),
        Message(role="assistant", content=sample.answer),
    ]


def _to_sample(line: object) -> Sample:
    *prompt, answer = _to_messages(line)
    if answer.role != "assistant" or not prompt:
        raise ValueError("a sample must end with an assistant's answer to something")
    return Sample(tuple(prompt), answer)


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
    return str(error)


def _lines(path: str, field: str) -> Iterator[tuple[int, object]]:
    """Yield each line of a JSON Lines file with its number."""
    try:
        # Windows' editors put a byte order mark before the first line.
        with Path(path).open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield number, json.loads(line)
    except OSError as error:
        raise DataError(f"cannot read {path}: {error.strerror}", field=field) from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path} is not UTF-8 text", field=field) from error
    except json.JSONDecodeError as error:
        raise DataError(f"{path}, line {number}: not JSON ({error.msg})", field=field) from error


def read_samples(path: str, field: str, limit: int | None = None) -> list[Sample]:
    """Read samples from JSON Lines: instruction and answer (or Alpaca's output), messages, or prompt and completion.

    Raises `DataError`, which names the configuration's field, the file and the line.
    """
    samples: list[Sample] = []
    for number, line in _lines(path, field):
        if limit is not None and len(samples) == limit:
            break
        try:
            samples.append(_to_sample(line))
        except ValueError as error:
            raise DataError(f"{path}, line {number}: {_reason(error)}", field=field) from error
    if not samples:
        raise DataError(f"{path} holds no samples", field=field)
    return samples


def read_conversations(path: str, field: str) -> list[list[Message]]:
    """Read conversations, answered or not, from JSON Lines with `messages`."""
    conversations: list[list[Message]] = []
    adapter = TypeAdapter(_Conversation)
    for number, line in _lines(path, field):
        try:
            conversations.append(adapter.validate_python(line).messages)
        except ValidationError as error:
            raise DataError(f"{path}, line {number}: {_reason(error)}", field=field) from error
    return conversations
