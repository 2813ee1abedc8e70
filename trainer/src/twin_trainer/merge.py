"""The `merge` command: an adapter into its unquantized base."""

from collections.abc import Mapping
from pathlib import Path

from twin_trainer.config.commands import MergeConfig
from twin_trainer.events import Events
from twin_trainer.model_source import (
    ModelSource,
    find_model,
    load_model,
    load_tokenizer,
    put_adapter_on,
    require_adapter,
)
from twin_trainer.whole import require_own, whole_folder, write_whole

MERGED_FILE = ".merged.json"
"""Says of a folder that this command wrote it, and may write it anew; the same for every model."""


def _tokenizer_source(adapter_dir: str, base: ModelSource) -> ModelSource:
    """Prefer the adapter's own tokenizer and chat template: they are what it was trained with."""
    return ModelSource(adapter_dir) if (Path(adapter_dir) / "tokenizer.json").is_file() else base


def run(config: MergeConfig, events: Events) -> Mapping[str, object]:
    """Write a model folder (safetensors, tokenizer, chat template) that needs no adapter."""
    source = find_model(config.base_model, "base_model")
    require_adapter(config.adapter_dir)
    output = Path(config.output_dir)
    require_own(output, MERGED_FILE, "output_dir")
    events.start("cpu")
    if source.gguf_file:
        events.note(f"{source.gguf_file} may hold quantized weights: the base is what they stand for, in full numbers")
    tokenizer = load_tokenizer(_tokenizer_source(config.adapter_dir, source), "adapter_dir")
    base = load_model(source, "base_model", device=None, dtype=config.dtype)
    merged = put_adapter_on(base, config.adapter_dir).merge_and_unload()
    with whole_folder(output) as folder:
        merged.save_pretrained(str(folder))
        tokenizer.save_pretrained(str(folder))
        write_whole(folder / MERGED_FILE, "{}\n")
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return {
        "model_dir": config.output_dir,
        "bytes": size,
        "parameters": merged.num_parameters(),
        "dtype": str(merged.dtype).removeprefix("torch."),
    }
