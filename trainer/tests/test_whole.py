import pytest

from twin_trainer.whole import whole_file, whole_folder


def test_failure_leaves_what_was_there(tmp_path):
    target = tmp_path / "model"
    target.mkdir()
    (target / "old").touch()
    with pytest.raises(RuntimeError), whole_folder(target) as folder:
        (folder / "new").touch()
        raise RuntimeError
    assert [file.name for file in tmp_path.rglob("*")] == ["model", "old"]


def test_folder_takes_the_place(tmp_path):
    target = tmp_path / "model"
    (tmp_path / ".model.partial").mkdir()
    (tmp_path / ".model.partial" / "left over").touch()
    target.mkdir()
    (target / "old").touch()
    with whole_folder(target) as folder:
        (folder / "new").touch()
    assert [file.name for file in target.iterdir()] == ["new"]


def test_file_appears_at_the_end(tmp_path):
    target = tmp_path / "deep" / "file"
    with whole_file(target) as partial:
        partial.write_text("x")
        assert not target.exists()
    assert target.read_text() == "x"
    assert [file.name for file in target.parent.iterdir()] == ["file"]
