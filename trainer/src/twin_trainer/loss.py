"""Held-out loss: nats per answer token, every token counting the same."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twin_trainer.tokenization import Tokens

if TYPE_CHECKING:
    from torch import Tensor
    from torch.nn import Module


@dataclass(frozen=True)
class SampleLoss:
    """Sum of a sample's negative log-likelihoods in nats, and over how many tokens."""

    total: float
    tokens: int

    @property
    def mean(self) -> float:
        """Nats per token."""
        return self.total / self.tokens


def mean_loss(losses: Sequence[SampleLoss]) -> float:
    """Return nats per token over all samples."""
    return sum(loss.total for loss in losses) / sum(loss.tokens for loss in losses)


def perplexity(loss: float) -> float:
    """Return the perplexity of a loss in nats per token."""
    return math.exp(loss)


def _batches(count: int, lengths: Sequence[int], size: int) -> Iterator[list[int]]:
    """Yield positions of samples of like length together, so that little is padded."""
    order = sorted(range(count), key=lambda index: lengths[index], reverse=True)
    for start in range(0, count, size):
        yield order[start : start + size]


def _score(model: "Module", batch: Sequence[Tokens]) -> list[SampleLoss]:
    import torch
    from torch.nn.functional import cross_entropy

    device = next(model.parameters()).device
    longest = max(len(sample.ids) for sample in batch)
    # Padding stands on the right and is masked, so any id does.
    ids = torch.tensor([[*sample.ids, *[0] * (longest - len(sample.ids))] for sample in batch], device=device)
    mask = torch.tensor([[1] * len(sample.ids) + [0] * (longest - len(sample.ids)) for sample in batch], device=device)
    logits: Tensor = model(input_ids=ids, attention_mask=mask, use_cache=False).logits
    losses: list[SampleLoss] = []
    for row, sample in enumerate(batch):
        # A token is predicted at the position before it.
        first, last = max(sample.prompt_length, 1), len(sample.ids)
        predicted = logits[row, first - 1 : last - 1].float()
        target = ids[row, first:last].to(predicted.device)
        losses.append(SampleLoss(float(cross_entropy(predicted, target, reduction="sum")), last - first))
    return losses


def score_samples(
    model: "Module",
    samples: Sequence[Tokens],
    batch_size: int,
    on_batch: Callable[[int], None] = lambda _done: None,
) -> list[SampleLoss]:
    """Return each sample's loss, in the order given. `on_batch` is told how many samples are done."""
    import torch

    losses: dict[int, SampleLoss] = {}
    was_training = model.training
    model.train(False)
    try:
        with torch.inference_mode():
            for positions in _batches(len(samples), [len(sample.ids) for sample in samples], batch_size):
                scored = _score(model, [samples[position] for position in positions])
                losses.update(zip(positions, scored, strict=True))
                on_batch(len(losses))
    finally:
        model.train(was_training)
    return [losses[position] for position in range(len(samples))]
