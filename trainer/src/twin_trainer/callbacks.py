"""What is told and kept while training runs."""

import time
from pathlib import Path
from typing import Any

from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from twin_trainer.checkpoints import mark_complete
from twin_trainer.events import Events


class Reporter(TrainerCallback):
    """Tells each step, evaluation and checkpoint, and adds up the time spent in steps."""

    def __init__(self, events: Events, checkpoints: Path, seconds_before: float) -> None:
        self._events = events
        self._checkpoints = checkpoints
        self._step_started = 0.0
        self._steps_here = 0
        self._seconds_here = 0.0
        self._seconds_before = seconds_before

    @property
    def seconds(self) -> float:
        """Time in training steps, over all processes of this run."""
        return self._seconds_before + self._seconds_here

    def on_step_begin(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any
    ) -> None:
        """Start the clock."""
        self._step_started = time.perf_counter()

    def on_step_end(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any) -> None:
        """Stop the clock."""
        self._seconds_here += time.perf_counter() - self._step_started
        self._steps_here += 1

    def on_log(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        logs: dict[str, float] | None = None,
        **kwargs: Any,
    ) -> None:
        """Tell a step."""
        if not logs or "loss" not in logs:
            return
        left = state.max_steps - state.global_step
        self._events.progress(
            state.global_step,
            state.max_steps,
            loss=float(logs["loss"]),
            learning_rate=logs.get("learning_rate"),
            tokens=int(state.num_input_tokens_seen),
            eta_seconds=round(left * self._seconds_here / self._steps_here, 1) if self._steps_here else None,
        )

    def on_evaluate(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        metrics: dict[str, float] | None = None,
        **kwargs: Any,
    ) -> None:
        """Tell a held-out loss."""
        if metrics:
            self._events.emit("evaluation", step=state.global_step, loss=metrics["eval_loss"])

    def on_save(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any) -> None:
        """Declare the checkpoint whole; transformers calls this when all of it is written."""
        folder = self._checkpoints / f"checkpoint-{state.global_step}"
        mark_complete(folder, state.global_step, self.seconds)
        self._events.emit("checkpoint", step=state.global_step, path=str(folder))
