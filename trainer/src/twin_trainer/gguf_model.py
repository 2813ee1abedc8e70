"""Mends what transformers loses when it loads a GGUF file."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers.pre_tokenizers import PreTokenizer
    from transformers import PreTrainedModel, PreTrainedTokenizerBase


def _read_pre_tokenizer_name(file: Path) -> str | None:
    from gguf import GGUFReader

    field = GGUFReader(file).get_field("tokenizer.ggml.pre")
    return str(field.contents()) if field else None


def _smollm() -> "PreTokenizer":
    from tokenizers.pre_tokenizers import ByteLevel, Digits, Sequence

    return Sequence([Digits(individual_digits=True), ByteLevel(add_prefix_space=False, use_regex=True)])


PRE_TOKENIZERS = {"smollm": _smollm}
"""By llama.cpp's name; those that transformers restores by itself are not here."""


def restore_pre_tokenizer(tokenizer: "PreTrainedTokenizerBase", file: Path) -> None:
    """Give the tokenizer the pre-tokenizer that the file names, so that numbers are cut as in training."""
    create = PRE_TOKENIZERS.get(_read_pre_tokenizer_name(file) or "")
    if create is not None:
        tokenizer.backend_tokenizer.pre_tokenizer = create()


def clear_quantization(model: "PreTrainedModel") -> None:
    """Forget that the weights were quantized once: they are plain numbers now, and are saved as such."""
    for name in ("hf_quantizer", "quantization_method", "is_quantized"):
        vars(model).pop(name, None)
    vars(model.config).pop("quantization_config", None)
