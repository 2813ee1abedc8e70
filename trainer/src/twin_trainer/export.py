"""The `export` command: a GGUF file with the chat template."""

import json
from collections.abc import Mapping, Sequence
from hashlib import file_digest
from pathlib import Path

from twin_trainer.calibrate import calibrate
from twin_trainer.config.commands import ExportConfig
from twin_trainer.converter import convert, find_converter
from twin_trainer.data import Sample, read_samples
from twin_trainer.errors import ConfigError
from twin_trainer.events import Events
from twin_trainer.gguf_check import check_gguf
from twin_trainer.quantizations import BY_CONVERTER
from twin_trainer.quantizer import find_quantizer
from twin_trainer.whole import passing_file, whole_file

UNQUANTIZED = {"float32": "f32", "float16": "f16", "bfloat16": "bf16"}


def _stored_type(model_dir: Path) -> str:
    """Return the converter's name of the type that the model is stored in, so that nothing is lost before quantizing.

    Raises `ConfigError` when the folder holds no model.
    """
    try:
        config: object = json.loads((model_dir / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{model_dir} holds no model (config.json): {error}", field="model_dir") from error
    fields = config if isinstance(config, dict) else {}
    return UNQUANTIZED.get(str(fields.get("dtype") or fields.get("torch_dtype")), "f32")


def _chat_template(model_dir: Path) -> str:
    from transformers import AutoTokenizer

    template = AutoTokenizer.from_pretrained(model_dir).chat_template
    if not isinstance(template, str):
        raise ConfigError(f"{model_dir} has no chat template: merge an instruct model", field="model_dir")
    return template


def _write(config: ExportConfig, stored: str, samples: Sequence[Sample], partial: Path, events: Events) -> None:
    model_dir, converter = Path(config.model_dir), find_converter(config.converter)
    if config.quantization in BY_CONVERTER:
        convert(converter, model_dir, partial, config.quantization.lower())
        return
    quantizer = find_quantizer(config)
    with (
        passing_file(partial.with_suffix(".unquantized")) as unquantized,
        passing_file(partial.with_suffix(".imatrix")) as importance,
    ):
        convert(converter, model_dir, unquantized, stored)
        if samples:
            calibrate(config, samples, unquantized, importance, events)
        quantizer.run(unquantized, partial, config.quantization, config.threads, importance if samples else None)


def run(config: ExportConfig, events: Events) -> Mapping[str, object]:
    """Convert, calibrate, quantize, check, and only then give the file its name."""
    stored = _stored_type(Path(config.model_dir))
    calibrated = config.calibration_file if config.quantization not in BY_CONVERTER else None
    samples = read_samples(calibrated, "calibration_file", config.calibration_samples) if calibrated else []
    events.start("cpu")
    output = Path(config.output_file)
    with whole_file(output) as partial:
        _write(config, stored, samples, partial, events)
        summary = check_gguf(partial, config.quantization, _chat_template(Path(config.model_dir)))
        with partial.open("rb") as file:
            checksum = file_digest(file, "sha256").hexdigest()
        size = partial.stat().st_size
    return {
        "output_file": str(output),
        "quantization": config.quantization,
        "sha256": checksum,
        "bytes": size,
        "calibration_samples": len(samples),
        "architecture": summary.architecture,
        "tensor_types": summary.tensor_types,
    }
