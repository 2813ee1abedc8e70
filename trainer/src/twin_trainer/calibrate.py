"""Lets a model read calibration samples before it is quantized."""

from collections.abc import Sequence
from pathlib import Path

from twin_trainer.calibration import measure_importance, write_importance
from twin_trainer.config.commands import ExportConfig
from twin_trainer.data import Sample
from twin_trainer.device import choose_device
from twin_trainer.events import Events
from twin_trainer.model_source import ModelSource, load_model, load_tokenizer
from twin_trainer.tokenization import tokenize_samples


def calibrate(config: ExportConfig, samples: Sequence[Sample], unquantized: Path, output: Path, events: Events) -> None:
    """Write the importance matrix of a model on samples, with the names of its unquantized GGUF file."""
    source, device = ModelSource(config.model_dir), choose_device(config)
    tokens = tokenize_samples(load_tokenizer(source, "model_dir"), samples, config.max_length, "calibration_file")
    model = load_model(source, "model_dir", device)
    importance = measure_importance(model, tokens, lambda done: events.progress(done, len(tokens)))
    write_importance(importance, unquantized, Path(config.calibration_file or "").name, output)
