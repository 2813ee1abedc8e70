"""Runs a part of the work in a process of its own, which ends with this one."""

import subprocess
import sys
from collections.abc import Mapping, Sequence

from twin_trainer.errors import TrainerError
from twin_trainer.lifetime import adopt, release

SHOWN_LINES = 3


def run_child(command: Sequence[str], what: str, environment: Mapping[str, str] | None = None) -> None:
    """Run a command to its end with its output on stderr.

    Its standard input is a pipe that is never written to: a child that watches it ends when this process is gone.
    Raises `TrainerError` with the last lines it wrote when it fails.
    """
    child = subprocess.Popen(
        list(command),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=dict(environment) if environment is not None else None,
    )
    adopt(child)
    tail: list[str] = []
    try:
        assert child.stdout is not None  # asked for above
        for line in child.stdout:
            text = line.decode(errors="replace").rstrip()
            sys.stderr.write(text + "\n")
            tail = [*tail, text][-SHOWN_LINES:]
        code = child.wait()
    finally:
        child.kill()
        child.wait()
        release(child)
    if code != 0:
        raise TrainerError(f"{what} failed (exit code {code}): {' | '.join(tail)}")


def own_module(module: str, *arguments: str) -> list[str]:
    """Return the command that runs one of this package's modules with this interpreter."""
    return [sys.executable, "-m", f"twin_trainer.{module}", *arguments]
