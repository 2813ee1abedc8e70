"""Writes what must never be seen half-written: beside its place, and renamed when whole."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from twin_trainer.errors import ConfigError


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name}.partial")


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def require_own(folder: Path, marker: str, field: str) -> None:
    """Hold a command that empties a folder to those that it wrote itself, which the file `marker` tells.

    Raises `ConfigError` for one with other files.
    """
    if folder.is_dir() and any(folder.iterdir()) and not (folder / marker).is_file():
        raise ConfigError(
            f"{folder} holds files that this command did not write, and would be emptied: choose another folder",
            field=field,
        )


def write_whole(target: Path, text: str) -> None:
    """Write a small file at once."""
    partial = _beside(target)
    with partial.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(target)


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Give a path to write a file to; it gets its name when the block ends well, and is removed otherwise."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = _beside(target)
    _remove(partial)
    try:
        yield partial
        partial.replace(target)
    finally:
        _remove(partial)


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """Give an empty folder to fill; it takes the place of `target` when the block ends well."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = _beside(target)
    _remove(partial)
    partial.mkdir()
    try:
        yield partial
        # A folder cannot be renamed over one that holds something.
        _remove(target)
        partial.rename(target)
    finally:
        _remove(partial)


@contextmanager
def passing_file(path: Path) -> Iterator[Path]:
    """Give a path to a file that only serves the steps of the block, and remove it at the end."""
    _remove(path)
    try:
        yield path
    finally:
        _remove(path)
