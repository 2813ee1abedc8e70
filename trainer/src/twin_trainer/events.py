"""The protocol on stdout: one JSON object a line, and nothing else."""

import json
import math
import os
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from threading import Lock
from typing import TextIO

REPORTED_PACKAGES = ("torch", "transformers", "trl", "peft", "accelerate")


def claim_stdout() -> TextIO:
    """Keep stdout for events and send whatever else is printed there, by C libraries too, to stderr."""
    sys.stdout.flush()
    events = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return events


def installed_versions() -> dict[str, str]:
    """Return the versions of the packages that shape a result, without importing them."""
    found: dict[str, str] = {}
    for package in REPORTED_PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def _plain(value: object) -> object:
    """Turn NaN and infinities, which JSON lacks, into null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


class Events:
    """Writes the events of one command."""

    def __init__(self, stream: TextIO, command: str) -> None:
        self._stream = stream
        self._command = command
        self._lock = Lock()

    def _write(self, fields: Mapping[str, object]) -> None:
        line = json.dumps(_plain(fields), ensure_ascii=False, allow_nan=False)
        with self._lock:
            self._stream.write(line + "\n")
            self._stream.flush()

    def emit(self, event: str, **fields: object) -> None:
        """Write one event; fields that are None are left out."""
        self._write({"event": event, **{key: value for key, value in fields.items() if value is not None}})

    def start(self, device: str | None = None, dtype: str | None = None) -> None:
        """Say what runs, where, and with which versions."""
        self.emit("start", command=self._command, device=device, dtype=dtype, versions=installed_versions())

    def progress(
        self,
        step: int,
        total: int | None,
        *,
        loss: float | None = None,
        learning_rate: float | None = None,
        tokens: int | None = None,
        eta_seconds: float | None = None,
    ) -> None:
        """Say how far the command is."""
        self.emit(
            "progress",
            command=self._command,
            step=step,
            total=total,
            loss=loss,
            learning_rate=learning_rate,
            tokens=tokens,
            eta_seconds=eta_seconds,
        )

    def note(self, message: str) -> None:
        """Say something that a person should know."""
        self.emit("note", message=message)

    def result(self, fields: Mapping[str, object]) -> None:
        """Write the last event of a command that succeeded; what is not known is null in it."""
        self._write({"event": "result", "command": self._command, **fields})
