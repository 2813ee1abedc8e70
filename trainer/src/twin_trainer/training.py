"""Runs a method's trainer from start or checkpoint to the adapter, and sums up what came of it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from peft import PeftModel

from twin_trainer.callbacks import Reporter
from twin_trainer.checkpoints import Checkpoint
from twin_trainer.events import Events
from twin_trainer.memory import peak_memory_bytes
from twin_trainer.methods.base import Method, Setup
from twin_trainer.methods.training_arguments import early_stopping
from twin_trainer.whole import whole_folder, write_whole

if TYPE_CHECKING:
    from transformers import Trainer, TrainerState

BASE_FILE = "base-evaluation.json"


def _base_loss(trainer: "Trainer", setup: Setup) -> float | None:
    """Return the held-out loss before training, measured once in a run's life."""
    if not setup.config.eval_file:
        return None
    file = setup.checkpoints.parent / BASE_FILE
    if file.is_file():
        return float(json.loads(file.read_text(encoding="utf-8"))["loss"])
    # A fresh adapter changes nothing: its second matrix is zero.
    loss = float(trainer.evaluate()["eval_loss"])
    trainer.state.log_history.clear()
    write_whole(file, json.dumps({"loss": loss}))
    return loss


def loss_curve(history: list[dict[str, float]]) -> list[dict[str, float]]:
    """Return the losses by step out of transformers' log, which checkpoints carry along."""
    points: dict[int, dict[str, float]] = {}
    for entry in history:
        step = int(entry["step"])
        for name in ("loss", "eval_loss"):
            if name in entry:
                points.setdefault(step, {"step": step})[name] = float(entry[name])
    return [points[step] for step in sorted(points)]


def _name_base(model: object, base_model: str) -> None:
    """Write the base model's name into the adapter; transformers knows only what a GGUF file calls itself."""
    if isinstance(model, PeftModel):
        for adapter in model.peft_config.values():
            adapter.base_model_name_or_path = base_model


def _save_adapter(trainer: "Trainer", setup: Setup) -> Path:
    target = setup.checkpoints.parent / "adapter"
    with whole_folder(target) as folder:
        _name_base(trainer.model, setup.config.base_model)
        trainer.save_model(str(folder))
        setup.tokenizer.save_pretrained(str(folder))
        (folder / "training_args.bin").unlink(missing_ok=True)
    return target


def _final_loss(trainer: "Trainer", curve: list[dict[str, float]], step: int, setup: Setup) -> float | None:
    """Return the held-out loss of the adapter that is kept."""
    if not setup.config.eval_file:
        return None
    for point in curve:
        if point["step"] == step and "eval_loss" in point:
            return point["eval_loss"]
    return float(trainer.evaluate()["eval_loss"])


def _train_loss(curve: list[dict[str, float]]) -> float | None:
    losses = [point["loss"] for point in curve if "loss" in point]
    return sum(losses) / len(losses) if losses else None


def _kept_step(state: "TrainerState", setup: Setup) -> int:
    stops_early = setup.config.early_stopping_patience is not None
    return state.best_global_step if stops_early and state.best_global_step else state.global_step


def train(method: Method, setup: Setup, checkpoint: Checkpoint | None, events: Events) -> dict[str, object]:
    """Train to the end, write the adapter, and return the result."""
    reporter = Reporter(events, setup.checkpoints, checkpoint.seconds if checkpoint else 0.0)
    callbacks = [reporter, *early_stopping(setup.config.early_stopping_patience)]
    trainer = method.create_trainer(replace(setup, callbacks=callbacks))
    base_loss = _base_loss(trainer, setup)
    trainer.train(resume_from_checkpoint=str(checkpoint.path) if checkpoint else None)
    state = trainer.state
    curve = loss_curve(state.log_history)
    kept = _kept_step(state, setup)
    eval_loss = _final_loss(trainer, curve, kept, setup)
    adapter = _save_adapter(trainer, setup)
    tokens = int(state.num_input_tokens_seen)
    return {
        "steps": state.global_step,
        "train_loss": _train_loss(curve),
        "eval_loss": eval_loss,
        "base_eval_loss": base_loss,
        "tokens": tokens,
        "tokens_per_second": tokens / reporter.seconds if reporter.seconds else None,
        "seconds": reporter.seconds,
        "peak_memory_bytes": peak_memory_bytes(setup.device),
        "adapter_dir": str(adapter),
        "loss_curve": curve,
        "best_step": state.best_global_step,
        "stopped_early": state.global_step < setup.schedule.total,
        "resumed_from": checkpoint.step if checkpoint else None,
    }
