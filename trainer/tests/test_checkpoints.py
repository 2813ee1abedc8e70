import pytest

from twin_trainer.checkpoints import claim_folder, mark_complete, take_last_checkpoint
from twin_trainer.config.finetune import FinetuneConfig
from twin_trainer.errors import ConfigError
from twin_trainer.finetune import plan


def checkpoint(folder, step, content="weights"):
    path = folder / f"checkpoint-{step}"
    path.mkdir()
    (path / "model").write_text(content)
    return path


def test_only_whole_checkpoints_count(tmp_path):
    mark_complete(checkpoint(tmp_path, 9), 9, 1.5)
    mark_complete(checkpoint(tmp_path, 10), 10, 2.0)
    unmarked = checkpoint(tmp_path, 11)
    cut = checkpoint(tmp_path, 12)
    mark_complete(cut, 12, 3.0)
    (cut / "model").write_text("w")
    last = take_last_checkpoint(tmp_path)
    assert last is not None
    assert (last.step, last.seconds) == (10, 2.0)
    assert not unmarked.exists()
    assert not cut.exists()


def test_no_checkpoint(tmp_path):
    assert take_last_checkpoint(tmp_path) is None


def config(tmp_path, data, **fields):
    return FinetuneConfig(base_model="a", train_file=data, output_dir=str(tmp_path), **fields)


def test_folder_holds_one_run(tmp_path, samples):
    claim_folder(tmp_path, config(tmp_path, samples))
    claim_folder(tmp_path, config(tmp_path, samples, keep_checkpoints=5))
    with pytest.raises(ConfigError) as caught:
        claim_folder(tmp_path, config(tmp_path, samples, learning_rate=1e-3))
    assert caught.value.field == "learning_rate"


def test_other_data_under_the_same_name_is_another_run(tmp_path, samples, write):
    claim_folder(tmp_path, config(tmp_path, samples))
    write("samples.jsonl", [{"instruction": "Hi", "answer": "Hello"}])
    with pytest.raises(ConfigError) as caught:
        claim_folder(tmp_path, config(tmp_path, samples))
    assert caught.value.field == "train_file"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"max_steps": 40}, (40, 10, 10)),
        ({"max_steps": 2, "eval_every": 50}, (2, 2, 2)),
        ({"epochs": 2, "batch_size": 4, "gradient_accumulation_steps": 2}, (26, 7, 7)),
        ({"max_steps": 40, "save_every": 5}, (40, 10, 5)),
        (
            {"max_steps": 40, "save_every": 5, "eval_file": "e", "early_stopping_patience": 1},
            (40, 5, 5),
        ),
    ],
)
def test_plan(fields, expected):
    schedule = plan(FinetuneConfig(base_model="a", train_file="b", output_dir="c", **fields), examples=100)
    assert (schedule.total, schedule.eval_every, schedule.save_every) == expected
