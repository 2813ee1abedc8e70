"""Checks a GGUF file that was written, and says what is in it."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from twin_trainer.errors import TrainerError
from twin_trainer.quantizations import QUANTIZATIONS


@dataclass(frozen=True)
class GgufSummary:
    """What is in a GGUF file."""

    architecture: str
    tensor_types: dict[str, int]
    """Type to number of tensors."""


def check_gguf(file: Path, quantization: str, chat_template: str) -> GgufSummary:
    """Read a GGUF file's header and tensors.

    Raises `TrainerError` when it is broken, was written as another type, or lacks the chat template.
    """
    from gguf import GGUFReader

    try:
        reader = GGUFReader(file)
    except (OSError, ValueError, IndexError) as error:
        raise TrainerError(f"the GGUF file that was written cannot be read: {error}") from error

    def value(name: str) -> object:
        field = reader.get_field(name)
        return field.contents() if field else None

    if not reader.tensors:
        raise TrainerError("the GGUF file that was written holds no tensors")
    if value("general.file_type") != QUANTIZATIONS[quantization]:
        raise TrainerError(
            f"the file was written as type {value('general.file_type')} instead of {QUANTIZATIONS[quantization]} "
            f"({quantization}): this quantizer is of a version that is not understood"
        )
    if value("tokenizer.chat_template") != chat_template:
        raise TrainerError("the GGUF file that was written lacks the model's chat template")
    types = Counter(tensor.tensor_type.name for tensor in reader.tensors)
    return GgufSummary(str(value("general.architecture")), dict(types))
