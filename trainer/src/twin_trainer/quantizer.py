"""Finds llama.cpp's quantizer: a program, or the function in a library."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from twin_trainer.children import own_module, run_child
from twin_trainer.config.commands import ExportConfig
from twin_trainer.errors import ConfigError
from twin_trainer.quantizations import QUANTIZATIONS

PROGRAM = "llama-quantize"


@dataclass(frozen=True)
class Quantizer:
    """A program or a library that quantizes."""

    path: Path
    is_library: bool

    def run(
        self, source: Path, target: Path, quantization: str, threads: int | None, importance: Path | None = None
    ) -> None:
        """Quantize a GGUF file, by an importance matrix where there is one. Raises `TrainerError` when it fails."""
        count = str(threads or os.cpu_count() or 1)
        files = [str(source), str(target)]
        if self.is_library:
            rest = [str(QUANTIZATIONS[quantization]), count, *([str(importance)] if importance else [])]
            command = own_module("native_quantizer", str(self.path), *files, *rest)
        else:
            options = ["--imatrix", str(importance)] if importance else []
            command = [str(self.path), *options, *files, quantization, count]
        run_child(command, f"the quantization to {quantization}")


def library_in(folder: Path) -> Path | None:
    """Return the library in a folder that `build-quantizer` filled."""
    for name in ("libllama.so", "libllama.dylib", "llama.dll"):
        found = next(folder.rglob(name), None)
        if found:
            return found
    return None


def _configured(config: ExportConfig) -> Iterator[Quantizer]:
    for field, is_library in (("quantizer", False), ("llama_library", True)):
        path: str | None = getattr(config, field)
        if not is_library and path is None:
            path = shutil.which(PROGRAM)
        if path is None:
            continue
        if not Path(path).is_file():
            raise ConfigError(f"there is no {path}", field=field)
        yield Quantizer(Path(path), is_library)
    if config.quantizer_dir and (library := library_in(Path(config.quantizer_dir))):
        yield Quantizer(library, is_library=True)


def find_quantizer(config: ExportConfig) -> Quantizer:
    """Return the first of: the program configured, the one on PATH, the library configured, the one that was built.

    Raises `ConfigError` when there is none.
    """
    for quantizer in _configured(config):
        return quantizer
    raise ConfigError(
        f"{config.quantization} needs llama.cpp's quantizer: put {PROGRAM} on PATH, name a llama_library, or run "
        "build-quantizer and name its folder as quantizer_dir",
        field="quantization",
    )
