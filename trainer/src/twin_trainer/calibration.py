"""Measures which inputs of a model's layers matter, for a quantizer to keep those best (an importance matrix).

A weight counts in the output as much as the activation that it is multiplied by, so llama.cpp weighs each column's
rounding error by the mean square of that activation (https://github.com/ggml-org/llama.cpp/pull/4861).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from twin_trainer.errors import TrainerError
from twin_trainer.tokenization import Tokens

if TYPE_CHECKING:
    from torch import Tensor
    from torch.nn import Module

SUMS, COUNTS = ".in_sum2", ".counts"
"""What llama.cpp adds to a tensor's name for the sums of squares and for the numbers of tokens."""

CHUNK = 512
"""What the file names as the length of a text; llama.cpp only shows it."""


@dataclass
class Importance:
    """Sums of the squared activations of a layer's inputs, over how many tokens."""

    squares: "Tensor"
    tokens: int = 0

    def add(self, activations: "Tensor") -> None:
        """Count the activations of one pass, whose last dimension is the layer's input."""
        rows = activations.detach().reshape(-1, activations.shape[-1]).float()
        self.squares += rows.square().sum(dim=0).double().cpu()
        self.tokens += rows.shape[0]


@contextmanager
def _listening(model: "Module") -> Iterator[Mapping[str, Importance]]:
    """Collect what goes into each linear layer, by the layer's name, as long as the context lasts."""
    import torch

    found: dict[str, Importance] = {}

    def listen(name: str, size: int) -> "Callable[[Module, tuple[Tensor, ...]], None]":
        def hook(_layer: "Module", inputs: tuple["Tensor", ...]) -> None:
            found.setdefault(name, Importance(torch.zeros(size, dtype=torch.float64))).add(inputs[0])

        return hook

    layers = [(name, layer) for name, layer in model.named_modules() if isinstance(layer, torch.nn.Linear)]
    handles = [layer.register_forward_pre_hook(listen(name, layer.in_features)) for name, layer in layers]
    try:
        yield found
    finally:
        for handle in handles:
            handle.remove()


def measure_importance(
    model: "Module", samples: Sequence[Tokens], on_sample: Callable[[int], None] = lambda _done: None
) -> Mapping[str, Importance]:
    """Let a model read samples, each by itself, and return the importance of each linear layer's inputs by its name.

    `on_sample` is told how many samples are read.
    """
    import torch

    device = next(model.parameters()).device
    with torch.inference_mode(), _listening(model) as found:
        for done, sample in enumerate(samples, start=1):
            model(input_ids=torch.tensor([sample.ids], device=device), use_cache=False)
            on_sample(done)
    return found


def _tensor_names(unquantized: Path, layers: Sequence[str]) -> dict[str, str]:
    """Return the GGUF file's name of each layer's weights; a layer that the file does not know is left out."""
    from gguf import MODEL_ARCH_NAMES, GGUFReader, get_tensor_name_map

    reader = GGUFReader(unquantized)
    field = reader.get_field("general.architecture")
    architecture = next((key for key, name in MODEL_ARCH_NAMES.items() if field and name == field.contents()), None)
    if architecture is None:
        return {}
    stored = {tensor.name for tensor in reader.tensors}
    blocks = 1 + max((int(name.split(".")[1]) for name in stored if name.startswith("blk.")), default=0)
    names = get_tensor_name_map(architecture, blocks)
    found = {layer: f"{names.get_name(layer)}.weight" for layer in layers}
    # Where the output shares the embedding's weights, the file holds them once.
    tied = {layer: "token_embd.weight" if name == "output.weight" else name for layer, name in found.items()}
    return {layer: name for layer, name in (found if "output.weight" in stored else tied).items() if name in stored}


def write_importance(importance: Mapping[str, Importance], unquantized: Path, dataset: str, output: Path) -> None:
    """Write the file that llama.cpp's quantizer reads (`--imatrix`).

    Raises `TrainerError` when no layer is one of the GGUF file's.
    """
    from gguf import GGUFWriter

    names = _tensor_names(unquantized, list(importance))
    if not names:
        raise TrainerError("no layer of the model was found in the GGUF file: leave out calibration_file")
    writer = GGUFWriter(output, arch="")
    writer.add_type("imatrix")
    writer.add_array("imatrix.datasets", [dataset])
    writer.add_uint32("imatrix.chunk_count", 1)
    writer.add_uint32("imatrix.chunk_size", CHUNK)
    for layer, name in names.items():
        measured = importance[layer]
        writer.add_tensor(name + SUMS, measured.squares.float().reshape(1, -1).numpy())
        writer.add_tensor(name + COUNTS, measured.squares.new_full((1, 1), measured.tokens).float().numpy())
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
