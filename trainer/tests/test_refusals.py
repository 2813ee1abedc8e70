"""What a person may get wrong is refused by the field's name, before anything is lost or trained."""

import io
import shutil

import pytest

from twin_trainer.config.commands import MergeConfig
from twin_trainer.config.finetune import FinetuneConfig
from twin_trainer.errors import ConfigError
from twin_trainer.events import Events
from twin_trainer.finetune import run as finetune
from twin_trainer.merge import run as merge


def events():
    return Events(io.StringIO(), "test")


@pytest.fixture
def train(tiny_model, samples, tmp_path):
    """Return a function that trains for a step."""

    def run(**fields):
        given = {"base_model": str(tiny_model), "train_file": samples, "output_dir": str(tmp_path / "run")}
        return finetune(FinetuneConfig(**{**given, "max_steps": 1, **fields}), events())

    return run


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"report_to": "paper"}, "report_to"),
        ({"report_to": ["none", "paper"]}, "report_to"),
        ({"lora": {"target_modules": "nowhere"}}, "lora.target_modules"),
    ],
)
def test_setting_that_a_library_refuses(train, fields, field):
    with pytest.raises(ConfigError) as caught:
        train(**fields)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("model.safetensors", b"\x08\0\0\0\0\0\0\0{}      "),
        # Cut off in the middle, and whole but without a single weight.
        ("model.safetensors", b"\xff\0\0\0\0\0\0\0{"),
        ("config.json", b"{"),
        ("chat_template.jinja", b"{{ raise_exception('System role not supported') }}"),
    ],
)
def test_broken_model(train, tiny_model, tmp_path, name, content):
    broken = tmp_path / "broken"
    shutil.copytree(tiny_model, broken)
    (broken / name).write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        train(base_model=str(broken))
    assert caught.value.field == "base_model"
    assert str(broken) in str(caught.value) or "chat template" in str(caught.value)


def test_broken_gguf_file(train, tmp_path):
    (tmp_path / "model.gguf").write_bytes(b"GGUF\x03\0\0\0")
    with pytest.raises(ConfigError, match=r"model\.gguf"):
        train(base_model=str(tmp_path / "model.gguf"))


def test_output_that_is_a_file(train, tmp_path):
    (tmp_path / "taken").touch()
    with pytest.raises(ConfigError) as caught:
        train(output_dir=str(tmp_path / "taken"))
    assert caught.value.field == "output_dir"


def test_starting_afresh_empties_its_own_folder_only(train, tmp_path):
    kept = tmp_path / "home" / "thesis.txt"
    kept.parent.mkdir()
    kept.touch()
    with pytest.raises(ConfigError) as caught:
        train(output_dir=str(kept.parent), resume=False)
    assert caught.value.field == "output_dir"
    assert kept.exists()

    train()
    leftover = tmp_path / "run" / "leftover"
    leftover.touch()
    assert train(lora={"r": 4}, resume=False)["resumed_from"] is None
    assert not leftover.exists()


def test_merging_replaces_its_own_folder_only(train, tiny_model, tmp_path):
    adapter = train()["adapter_dir"]

    def merge_into(folder):
        return merge(MergeConfig(base_model=str(tiny_model), adapter_dir=adapter, output_dir=str(folder)), events())

    kept = tmp_path / "home" / "thesis.txt"
    kept.parent.mkdir()
    kept.touch()
    with pytest.raises(ConfigError) as caught:
        merge_into(kept.parent)
    assert caught.value.field == "output_dir"
    assert kept.exists()

    assert merge_into(tmp_path / "merged") == merge_into(tmp_path / "merged")
