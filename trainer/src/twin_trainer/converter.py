"""llama.cpp's converter, in a process of its own.

It brings a `gguf` package of its own, which must not meet the one that transformers uses. So it lives in a folder that
only this process sees: `python -m twin_trainer.converter FOLDER ARGUMENTS...`.
"""

import runpy
import sys
from pathlib import Path

from twin_trainer.children import own_module, run_child
from twin_trainer.errors import ConfigError, TrainerError
from twin_trainer.lifetime import watch_lifetime

SCRIPT = "convert_hf_to_gguf"


def find_converter(configured: str | None) -> Path:
    """Return the converter's folder. Raises `ConfigError` or `TrainerError` when there is none."""
    folder = Path(configured) if configured else Path(sys.prefix) / "converter"
    if (folder / f"{SCRIPT}.py").is_file():
        return folder
    if configured:
        raise ConfigError(f"{folder} holds no {SCRIPT}.py", field="converter")
    raise TrainerError(f"{folder} holds no converter: install locks/converter.lock there (see the trainer's README)")


def convert(converter: Path, model_dir: Path, output: Path, outtype: str) -> None:
    """Write a model folder as a GGUF file of an unquantized type or Q8_0."""
    arguments = [str(model_dir), "--outfile", str(output), "--outtype", outtype]
    run_child(own_module("converter", str(converter), *arguments), "the conversion to GGUF")


def _main() -> None:
    watch_lifetime(stop_with_stdin=True)
    folder, *arguments = sys.argv[1:]
    sys.path.insert(0, folder)
    sys.argv = [SCRIPT, *arguments]
    runpy.run_module(SCRIPT, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _main()
