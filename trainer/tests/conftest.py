"""What the tests share: files to train on, and a tiny model where a tokenizer is at hand."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

WORDS = ("red", "green", "blue", "one", "two", "three", "yes", "no")

Write = Callable[[str, list[object]], str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a JSON Lines file and returns its path."""

    def write_lines(name: str, lines: list[object]) -> str:
        path = tmp_path / name
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        return str(path)

    return write_lines


@pytest.fixture
def samples(write: Write) -> str:
    """Return a file with 32 short samples."""
    return write(
        "samples.jsonl",
        [
            {"instruction": f"Say {WORDS[number % 8]} {number}.", "answer": f"{WORDS[number % 8]} {number}"}
            for number in range(32)
        ],
    )


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a tiny model, or skip where `TRAINER_TEST_BASE` names no model with a tokenizer."""
    base = os.environ.get("TRAINER_TEST_BASE")
    if not base:
        pytest.skip("TRAINER_TEST_BASE names no model whose tokenizer the tiny model could take")
    from make_tiny_model import make_tiny_model

    return make_tiny_model(base, tmp_path_factory.mktemp("tiny") / "model")
