import pytest

from twin_trainer.config.commands import ExportConfig, ModelChoice
from twin_trainer.config.finetune import FinetuneConfig
from twin_trainer.config.read import read_config
from twin_trainer.errors import ConfigError

NEEDED = ["base_model=a", "train_file=b", "output_dir=c"]


def test_override_reaches_into_a_group(tmp_path):
    file = tmp_path / "run.yaml"
    file.write_text("base_model: a\ntrain_file: b\noutput_dir: c\nlora: {r: 4, alpha: 8}\n")
    config = read_config(FinetuneConfig, str(file), ["lora.r=64", "learning_rate=1e-3"])
    assert (config.lora.r, config.lora.alpha, config.learning_rate) == (64, 8, 0.001)


@pytest.mark.parametrize(
    ("assignments", "field"),
    [
        ([*NEEDED, "learning_rate=-1"], "learning_rate"),
        ([*NEEDED, "lora.r=0"], "lora.r"),
        ([*NEEDED, "lora.target_modules=[]"], "lora.target_modules"),
        ([*NEEDED, "method=magic"], "method"),
        ([*NEEDED, "lerning_rate=1"], "lerning_rate"),
        ([*NEEDED, "epochs=1", "max_steps=2"], "epochs"),
        ([*NEEDED, "early_stopping_patience=2"], "early_stopping_patience"),
        ([*NEEDED, "max_steps=.nan"], "max_steps"),
        (NEEDED[1:], "base_model"),
        (["base_model"], "--set"),
    ],
)
def test_error_is_one_line_that_names_the_field(assignments, field):
    with pytest.raises(ConfigError) as caught:
        read_config(FinetuneConfig, None, assignments)
    line = caught.value.line()
    assert line.startswith(f"{field}: ")
    assert "\n" not in line


def test_every_wrong_field_is_named():
    with pytest.raises(ConfigError, match="also wrong: output_dir, train_file"):
        read_config(FinetuneConfig, None, [])


def test_file_that_is_no_mapping(tmp_path):
    file = tmp_path / "list.json"
    file.write_text("[1]")
    with pytest.raises(ConfigError, match="must hold fields"):
        read_config(FinetuneConfig, str(file), [])


def test_one_model_is_meant():
    for assignments in (["model_dir=a", "base_model=b"], [], ["model_dir=a", "adapter_dir=b"]):
        with pytest.raises(ConfigError):
            read_config(ModelChoice, None, assignments)


def test_unknown_quantization_names_the_known_ones():
    with pytest.raises(ConfigError, match="Q4_K_M"):
        read_config(ExportConfig, None, ["model_dir=a", "output_file=b", "quantization=Q9"])


def test_file_that_is_no_text(tmp_path):
    file = tmp_path / "run.yaml"
    file.write_bytes(b"\xa9\xff")
    with pytest.raises(ConfigError, match="not UTF-8") as caught:
        read_config(FinetuneConfig, str(file), [])
    assert caught.value.field == "--config"
