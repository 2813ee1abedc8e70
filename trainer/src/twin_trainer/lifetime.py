"""Ends this process when it is told to, when nobody reads its events, and when its parent is gone."""

import os
import select
import signal
import subprocess
import threading
import time
from types import FrameType
from typing import NoReturn

from twin_trainer.errors import Stopped

GRACE_SECONDS = 3.0
"""How long the main thread has to unwind after a signal, before the process is ended under it."""

READER_GONE = 141
PARENT_GONE = 129

_children: set[subprocess.Popen[bytes]] = set()


def end_now(exit_code: int) -> NoReturn:
    """End the process and its children at once; whatever was half written has a name that is never read."""
    for child in list(_children):
        child.kill()
    os._exit(exit_code)


def adopt(child: subprocess.Popen[bytes]) -> None:
    """Let the child end when this process is ended from outside."""
    _children.add(child)


def release(child: subprocess.Popen[bytes]) -> None:
    """Forget a child that has ended."""
    _children.discard(child)


def _raise_stopped(signum: int, _frame: FrameType | None) -> None:
    # One unwinding is enough: a second signal must not interrupt the clean-up of the first.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise Stopped(128 + signum)


def _watch(signals: int, stdin: int | None, stdout: int | None) -> None:
    poll = select.poll()
    poll.register(signals, select.POLLIN)
    if stdin is not None:
        poll.register(stdin, select.POLLIN)
    if stdout is not None:
        poll.register(stdout, 0)
    while True:
        for descriptor, _ in poll.poll():
            if descriptor == stdout:
                end_now(READER_GONE)
            received = os.read(descriptor, 4096)
            if descriptor == stdin and not received:
                end_now(PARENT_GONE)
            if descriptor == signals and received:
                # The main thread may be inside a long native call, where no handler of Python's runs.
                time.sleep(GRACE_SECONDS)
                end_now(128 + received[0])


def watch_lifetime(*, stop_with_stdin: bool, stdout: int | None = None) -> None:
    """Start watching. SIGINT and SIGTERM raise `Stopped` in the main thread and end the process soon after.

    With `stop_with_stdin` the process ends when its standard input is closed, which the kernel does when the parent
    dies in any way. `stdout` is the descriptor of the events: the process ends when its reader is gone.
    """
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, _raise_stopped)
    stdin = 0 if stop_with_stdin else None
    threading.Thread(target=_watch, args=(reading, stdin, stdout), name="lifetime", daemon=True).start()
