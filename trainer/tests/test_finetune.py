"""The whole way with a tiny model, in processes of their own, as a worker runs them."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from trainer_process import TrainerProcess

SOURCE = Path(__file__).parent.parent / "src"


def command_line(command, *options, **fields):
    return [command, *options, *(f"--set={name}={json.dumps(value)}" for name, value in fields.items())]


def start(command, *options, **fields):
    return TrainerProcess(command_line(command, *options, **fields))


def finish(process):
    events = list(process.events())
    return process.wait(timeout=30), events


def wait_for_step(process, step):
    for event in process.events():
        if event["event"] == "progress" and event["step"] >= step:
            return
    raise AssertionError(f"the trainer ended before step {step}")


@pytest.fixture
def run(tiny_model, samples, tmp_path):
    return {
        "base_model": str(tiny_model),
        "train_file": samples,
        "eval_file": samples,
        "max_eval_samples": 4,
        "max_steps": 12,
        "eval_every": 6,
        "save_every": 4,
        "learning_rate": 0.01,
        "output_dir": str(tmp_path / "run"),
    }


def test_killed_run_learns_the_same(run, tmp_path):
    code, events = finish(start("finetune", **{**run, "output_dir": str(tmp_path / "whole")}))
    assert code == 0
    whole = events[-1]
    assert whole["eval_loss"] < whole["base_eval_loss"]

    killed = start("finetune", **run)
    wait_for_step(killed, 6)
    killed.send_signal(signal.SIGKILL)
    assert killed.wait(timeout=30) == -signal.SIGKILL
    half = tmp_path / "run" / "checkpoints" / "checkpoint-11"
    half.mkdir()

    code, events = finish(start("finetune", **run))
    assert code == 0
    resumed = next(event["step"] for event in events if event["event"] == "resume")
    assert resumed in (4, 8)
    steps = [event["step"] for event in events if event["event"] == "progress"]
    assert steps == list(range(resumed + 1, 13))
    assert events[-1]["loss_curve"] == whole["loss_curve"]
    assert events[-1]["tokens"] == whole["tokens"]
    assert not half.exists()

    code, events = finish(start("finetune", **run))
    assert code == 0
    assert not [event for event in events if event["event"] == "progress"]
    assert events[-1]["loss_curve"] == whole["loss_curve"]


@pytest.mark.parametrize(("signum", "expected"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_signal_ends_it_soon(run, signum, expected):
    process = start("finetune", **{**run, "max_steps": 100_000, "save_every": 50_000, "eval_every": 50_000})
    wait_for_step(process, 2)
    process.send_signal(signum)
    asked = time.monotonic()
    assert process.wait(timeout=30) == expected
    assert time.monotonic() - asked < 10


def test_it_ends_with_its_parent(run):
    fields = {**run, "max_steps": 100_000, "save_every": 50_000, "eval_every": 50_000}
    process = start("finetune", "--stop-with-stdin", **fields)
    wait_for_step(process, 2)
    process.close_stdin()
    assert process.wait(timeout=30) == 129


def test_it_ends_with_its_reader(run):
    process = start("finetune", **{**run, "max_steps": 100_000, "save_every": 50_000, "eval_every": 50_000})
    wait_for_step(process, 2)
    process.close_stdout()
    assert process.wait(timeout=30) == 141


def test_early_stop_ends_it_where_nothing_gets_better(run):
    # Steps this short change no weight that a float can tell apart, so every evaluation gives the same loss.
    fields = {**run, "learning_rate": 1e-30, "scheduler": "constant", "max_steps": 40, "eval_every": 2, "save_every": 2}
    code, events = finish(start("finetune", early_stopping_patience=2, **fields))
    assert code == 0
    result = events[-1]
    assert result["stopped_early"] is True
    assert result["steps"] == 6
    assert result["best_step"] == 2


def test_early_stop_keeps_the_best(run):
    # Steps that are far too long: the held-out loss goes up and down, on every processor in another way.
    fields = {**run, "learning_rate": 1.0, "scheduler": "constant", "max_steps": 40, "eval_every": 2, "save_every": 2}
    code, events = finish(start("finetune", early_stopping_patience=2, **fields))
    assert code == 0
    result = events[-1]
    losses = {event["step"]: event["loss"] for event in events if event["event"] == "evaluation" and event["step"]}
    assert result["eval_loss"] == min(losses.values()) == losses[result["best_step"]]
    code, events = finish(
        start(
            "evaluate",
            base_model=run["base_model"],
            adapter_dir=result["adapter_dir"],
            eval_file=run["eval_file"],
            max_samples=4,
        )
    )
    assert code == 0
    assert events[-1]["loss"] == pytest.approx(result["eval_loss"], rel=1e-5)


def test_merged_model_is_the_adapted_one(run, tmp_path):
    _, events = finish(start("finetune", **run))
    trained = events[-1]
    merged = str(tmp_path / "merged")
    code, _ = finish(
        start("merge", base_model=run["base_model"], adapter_dir=trained["adapter_dir"], output_dir=merged)
    )
    assert code == 0
    code, events = finish(start("evaluate", model_dir=merged, eval_file=run["eval_file"], max_samples=4))
    assert code == 0
    assert events[-1]["loss"] == pytest.approx(trained["eval_loss"], rel=1e-4)


def test_wrong_configuration_is_told(run):
    fields = {**run, "base_model": "/nowhere"}
    ended = subprocess.run(
        [sys.executable, "-m", "twin_trainer", *command_line("finetune", **fields)],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    events = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [(event["event"], event["kind"], event["field"]) for event in events] == [("error", "config", "base_model")]
