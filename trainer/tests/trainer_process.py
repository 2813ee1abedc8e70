"""Starts the trainer in processes of their own, without waiting for its libraries each time.

A server imports them once and forks a process for each command. From its entry point on, such a process is the one that
`python -m twin_trainer` makes: it has its own signals, standard streams and memory.
"""

import json
import multiprocessing
import os
from multiprocessing.connection import Connection

from twin_trainer.cli import main

_server = multiprocessing.get_context("forkserver")
_server.set_forkserver_preload(["twin_trainer.methods.lora", "twin_trainer.training"])


def _become_trainer(arguments: list[str], stdin: Connection, stdout: Connection) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for source, target in ((stdin.fileno(), 0), (stdout.fileno(), 1), (nowhere, 2)):
        os.dup2(source, target)
    for opened in (stdin, stdout):
        opened.close()
    os.close(nowhere)
    main(arguments)


class TrainerProcess:
    """One command of the trainer, running."""

    def __init__(self, arguments: list[str]) -> None:
        stdin, self._stdin = _server.Pipe(duplex=False)
        self._stdout, stdout = _server.Pipe(duplex=False)
        self._process = _server.Process(target=_become_trainer, args=(arguments, stdin, stdout), daemon=True)
        self._process.start()
        stdin.close()
        stdout.close()
        self._lines = os.fdopen(self._stdout.fileno(), encoding="utf-8", closefd=False)

    def events(self):
        """Yield the events that are not read yet, until the process closes its output."""
        for line in self._lines:
            yield json.loads(line)

    def close_stdin(self) -> None:
        self._stdin.close()

    def close_stdout(self) -> None:
        self._stdout.close()

    def send_signal(self, signum: int) -> None:
        os.kill(self._process.pid, signum)

    def wait(self, timeout: float) -> int:
        """Return the exit code."""
        self._process.join(timeout)
        assert self._process.exitcode is not None, f"the trainer did not end within {timeout} s"
        return self._process.exitcode
