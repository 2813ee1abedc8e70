"""The `finetune` command."""

import json
import math
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from twin_trainer.checkpoints import Checkpoint, claim_folder, prepare_folder, take_last_checkpoint
from twin_trainer.config.finetune import FinetuneConfig
from twin_trainer.device import Device, choose_device
from twin_trainer.events import Events
from twin_trainer.methods import METHODS
from twin_trainer.methods.base import Method, Schedule, Setup
from twin_trainer.model_source import ModelSource, find_model, load_model, load_tokenizer
from twin_trainer.whole import write_whole

RESULT_FILE = "result.json"


def _create_method(config: FinetuneConfig) -> Method:
    module, _, name = METHODS[config.method].partition(":")
    create: type[Method] = getattr(import_module(module), name)
    return create(config)


def plan(config: FinetuneConfig, examples: int) -> Schedule:
    """Return when training ends, evaluates and saves, for a number of examples."""
    steps_per_epoch = math.ceil(examples / (config.batch_size * config.gradient_accumulation_steps))
    total = config.max_steps or max(1, math.ceil(steps_per_epoch * (config.epochs or 1)))
    quarter = max(1, math.ceil(total / 4))
    eval_every = config.eval_every or (config.save_every if config.early_stopping_patience else None) or quarter
    return Schedule(total, min(eval_every, total), min(config.save_every or eval_every, total))


def _finished(folder: Path) -> dict[str, object] | None:
    try:
        result: object = json.loads((folder / RESULT_FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return result if isinstance(result, dict) and (folder / "adapter" / "adapter_config.json").is_file() else None


def _load(method: Method, source: ModelSource, config: FinetuneConfig, device: Device, folder: Path) -> Setup:
    """Load what is trained; the callbacks come later."""
    tokenizer = load_tokenizer(source, "base_model")
    examples = method.tokenize(tokenizer)
    return Setup(
        config=config,
        device=device,
        schedule=plan(config, examples),
        model=load_model(source, "base_model", device),
        tokenizer=tokenizer,
        checkpoints=folder / "checkpoints",
        callbacks=(),
    )


def run(config: FinetuneConfig, events: Events) -> Mapping[str, object]:
    """Train an adapter, from the last whole checkpoint on where there is one."""
    folder = Path(config.output_dir)
    source = find_model(config.base_model, "base_model")
    method = _create_method(config)
    method.read()
    method.check()
    prepare_folder(folder, empty=not config.resume)
    claim_folder(folder, config)
    device = choose_device(config)
    events.start(device.name, device.dtype)
    if finished := _finished(folder):
        events.note(f"{folder} holds the finished run of this configuration: nothing is trained")
        return finished
    checkpoint = take_last_checkpoint(folder / "checkpoints")
    result = _train(method, _load(method, source, config, device, folder), checkpoint, events)
    write_whole(folder / RESULT_FILE, json.dumps(result))
    return result


def _train(method: Method, setup: Setup, checkpoint: Checkpoint | None, events: Events) -> dict[str, object]:
    # Imports PyTorch and transformers, which `run` must not before the configuration is known to be good.
    from twin_trainer.training import train

    for note in method.notes:
        events.note(note)
    if checkpoint:
        events.emit("resume", step=checkpoint.step)
    return train(method, setup, checkpoint, events)
