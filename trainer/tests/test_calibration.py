"""The importance of a model's inputs, measured and written as llama.cpp reads it."""

from pathlib import Path

import numpy
import pytest
import torch
from gguf import GGUFReader, GGUFWriter

from twin_trainer.calibration import Importance, measure_importance, write_importance
from twin_trainer.errors import TrainerError
from twin_trainer.native_quantizer import read_importance
from twin_trainer.tokenization import Tokens


class Model(torch.nn.Module):
    """Sees token n as the vector (n, 1), and has one linear layer."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = torch.nn.Linear(2, 3)

    def forward(self, input_ids: torch.Tensor, use_cache: bool) -> torch.Tensor:
        assert not use_cache
        return self.layer(torch.stack([input_ids.float(), torch.ones_like(input_ids).float()], dim=-1))


def importance(*squares: float, tokens: int = 1) -> Importance:
    return Importance(torch.tensor(squares, dtype=torch.float64), tokens)


def unquantized(folder: Path, *names: str) -> Path:
    file = folder / "unquantized.gguf"
    writer = GGUFWriter(file, arch="llama")
    for name in names:
        writer.add_tensor(name, numpy.zeros((1, 2), dtype=numpy.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return file


def test_squares_of_all_tokens_are_summed() -> None:
    model, done = Model(), []
    found = measure_importance(model, [Tokens((1, 2), 1), Tokens((3,), 0)], done.append)
    assert found["layer"].squares.tolist() == [1 + 4 + 9, 3]
    assert found["layer"].tokens == 3
    assert done == [1, 2]
    model(torch.tensor([[5]]), use_cache=False)
    assert found["layer"].tokens == 3  # nothing listens any more


def test_layers_get_the_names_of_the_gguf_file(tmp_path: Path) -> None:
    layers = {
        "model.layers.1.self_attn.q_proj": importance(2, 6, tokens=2),
        "lm_head": importance(1, 1),
        "x": importance(1),
    }
    file = unquantized(tmp_path, "token_embd.weight", "blk.1.attn_q.weight")
    write_importance(layers, file, "train.jsonl", tmp_path / "imatrix.gguf")
    reader = GGUFReader(tmp_path / "imatrix.gguf")
    assert {name: reader.fields[name].contents() for name in ("general.type", "imatrix.datasets")} == {
        "general.type": "imatrix",
        "imatrix.datasets": ["train.jsonl"],
    }
    # The output shares its weights with the embedding.
    names = [tensor.name for tensor in reader.tensors if tensor.name.endswith(".in_sum2")]
    assert names == ["blk.1.attn_q.weight.in_sum2", "token_embd.weight.in_sum2"]


def test_an_output_of_its_own_keeps_its_name(tmp_path: Path) -> None:
    file = unquantized(tmp_path, "token_embd.weight", "output.weight")
    write_importance({"lm_head": importance(1, 1)}, file, "train.jsonl", tmp_path / "imatrix.gguf")
    assert [tensor.name.split(".")[0] for tensor in GGUFReader(tmp_path / "imatrix.gguf").tensors] == ["output"] * 2


def test_the_library_gets_means_and_an_empty_end(tmp_path: Path) -> None:
    file = unquantized(tmp_path, "blk.0.ffn_up.weight")
    layers = {"model.layers.0.mlp.up_proj": importance(2, 6, tokens=2)}
    write_importance(layers, file, "train.jsonl", tmp_path / "imatrix.gguf")
    entry, end = read_importance(tmp_path / "imatrix.gguf")
    assert (entry.name, entry.data[: entry.size]) == (b"blk.0.ffn_up.weight", [1, 3])
    assert end.name is None


def test_layers_that_the_file_lacks_are_refused(tmp_path: Path) -> None:
    file = unquantized(tmp_path, "blk.0.ffn_up.weight")
    with pytest.raises(TrainerError, match="no layer of the model"):
        write_importance({"strange": importance(1)}, file, "train.jsonl", tmp_path / "imatrix.gguf")
