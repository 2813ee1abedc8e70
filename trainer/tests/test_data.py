import pytest

from twin_trainer.data import read_conversations, read_samples
from twin_trainer.errors import DataError


def test_all_forms_say_the_same(write):
    forms = [
        {"instruction": "Hi", "answer": "Hello"},
        {"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}]},
        {"prompt": "Hi", "completion": "Hello"},
        {
            "prompt": [{"role": "user", "content": "Hi"}],
            "completion": [{"role": "assistant", "content": "Hello"}],
        },
    ]
    samples = read_samples(write("forms.jsonl", forms), "train_file")
    assert len(set(samples)) == 1
    assert samples[0].answer.content == "Hello"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({"instruction": "Hi"}, "answer"),
        ({"instruction": "Hi", "answer": ""}, "answer"),
        ({"messages": [{"role": "user", "content": "Hi"}]}, "must end with an assistant"),
        ({"messages": [{"role": "robot", "content": "Hi"}]}, "role"),
        ({"messages": []}, "messages"),
        (["Hi"], "dictionary"),
    ],
)
def test_bad_line_is_named(write, line, reason):
    path = write("bad.jsonl", [{"instruction": "Hi", "answer": "Hello"}, line])
    with pytest.raises(DataError) as caught:
        read_samples(path, "train_file")
    assert "line 2" in str(caught.value)
    assert reason in str(caught.value)
    assert caught.value.field == "train_file"


def test_broken_and_missing_files(tmp_path):
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"instruction": "Hi"\n')
    for path in (broken, tmp_path / "missing.jsonl"):
        with pytest.raises(DataError, match=path.name):
            read_samples(str(path), "train_file")
    broken.write_text("\n")
    with pytest.raises(DataError, match="no samples"):
        read_samples(str(broken), "train_file")


def test_input_stands_behind_the_instruction(write):
    forms = [
        {"instruction": "Translate.", "input": "Guten Tag", "output": "Good day"},
        {"instruction": "Translate.\n\nGuten Tag", "input": "", "output": "Good day"},
        {"instruction": "Translate.\n\nGuten Tag", "input": None, "answer": "Good day"},
    ]
    samples = read_samples(write("alpaca.jsonl", forms), "train_file")
    assert len(set(samples)) == 1
    assert samples[0].prompt[0].content == "Translate.\n\nGuten Tag"


def test_byte_order_mark_and_line_ends_of_windows(tmp_path):
    path = tmp_path / "windows.jsonl"
    lines = ['{"instruction": "Hi", "answer": "Hello"}', "", '{"instruction": "Ho", "answer": "Hm"}', ""]
    path.write_bytes("\r\n".join(lines).encode("utf-8-sig"))
    assert [sample.answer.content for sample in read_samples(str(path), "train_file")] == ["Hello", "Hm"]


def test_text_in_another_encoding(tmp_path):
    path = tmp_path / "latin.jsonl"
    path.write_bytes(b'{"instruction": "caf\xe9", "answer": "Hello"}\n')
    with pytest.raises(DataError, match="is not UTF-8"):
        read_samples(str(path), "train_file")


def test_limit(samples):
    assert len(read_samples(samples, "eval_file", 5)) == 5


def test_conversation_may_end_with_a_question(write):
    path = write("open.jsonl", [{"messages": [{"role": "user", "content": "Hi"}]}])
    assert read_conversations(path, "conversations_file")[0][0].content == "Hi"
