"""The `evaluate` command: loss and perplexity on held-out answers, or on plain text."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from twin_trainer.config.commands import EvaluateConfig
from twin_trainer.data import Sample, read_samples
from twin_trainer.device import choose_device
from twin_trainer.errors import DataError
from twin_trainer.events import Events
from twin_trainer.loss import SampleLoss, mean_loss, perplexity, score_samples
from twin_trainer.memory import peak_memory_bytes
from twin_trainer.model_source import find_model, load_model, load_tokenizer, put_adapter_on, require_adapter
from twin_trainer.tokenization import Tokens, require_chat_template, tokenize_samples

if TYPE_CHECKING:
    from torch.nn import Module
    from transformers import PreTrainedTokenizerBase


def text_windows(ids: Sequence[int], size: int) -> list[Tokens]:
    """Cut text into windows that follow one another. A window's first token has nothing before it and is not scored."""
    windows = (tuple(ids[start : start + size]) for start in range(0, len(ids), size))
    return [Tokens(window, prompt_length=1) for window in windows if len(window) > 1]


def _read_text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"cannot read {path}: {error}", field="text_file") from error


def _tokenize_text(tokenizer: "PreTrainedTokenizerBase", text: str, config: EvaluateConfig) -> list[Tokens]:
    windows = text_windows(tokenizer(text, add_special_tokens=False)["input_ids"], config.window)
    if not windows:
        raise DataError("the text has fewer than two tokens", field="text_file")
    return windows[: config.max_samples]


def _tokenize(tokenizer: "PreTrainedTokenizerBase", source: str | list[Sample], config: EvaluateConfig) -> list[Tokens]:
    if isinstance(source, str):
        return _tokenize_text(tokenizer, source, config)
    require_chat_template(tokenizer, config.model_field)
    return tokenize_samples(tokenizer, source, config.max_length, "eval_file")


def _summary(losses: Sequence[SampleLoss], *, per_sample: bool) -> dict[str, object]:
    loss = mean_loss(losses)
    summary: dict[str, object] = {
        "loss": loss,
        "perplexity": perplexity(loss),
        "tokens": sum(sample.tokens for sample in losses),
        "samples": len(losses),
    }
    if per_sample:
        summary["sample_losses"] = [{"loss": sample.mean, "tokens": sample.tokens} for sample in losses]
    return summary


def run(config: EvaluateConfig, events: Events) -> Mapping[str, object]:
    """Score each sample, or each window of text, and sum up."""
    source = (
        read_samples(config.eval_file, "eval_file", config.max_samples)
        if config.eval_file
        else _read_text(config.text_file or "")
    )
    model_source = find_model(config.model, config.model_field)
    if config.adapter_dir:
        require_adapter(config.adapter_dir)
    device = choose_device(config)
    events.start(device.name, device.dtype)
    tokens = _tokenize(load_tokenizer(model_source, config.model_field), source, config)
    if not isinstance(source, str) and len(tokens) < len(source):
        events.note(f"{len(source) - len(tokens)} samples were left out: their prompt alone fills max_length")
    base = load_model(model_source, config.model_field, device)
    model: Module = put_adapter_on(base, config.adapter_dir) if config.adapter_dir else base
    started = time.perf_counter()
    losses = score_samples(model, tokens, config.batch_size, lambda done: events.progress(done, len(tokens)))
    return {
        **_summary(losses, per_sample=config.per_sample),
        "seconds": time.perf_counter() - started,
        "peak_memory_bytes": peak_memory_bytes(device),
    }
