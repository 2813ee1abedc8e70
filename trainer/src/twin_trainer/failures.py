"""Turns the failures of libraries into ours."""

import sys

from twin_trainer.errors import OutOfMemoryError, TrainerError


def _is_out_of_memory(error: Exception) -> bool:
    if isinstance(error, MemoryError):
        return True
    # Only a command that computes has imported torch; a configuration error must not.
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(error, torch.OutOfMemoryError):
        return True
    # On the CPU PyTorch raises a plain RuntimeError.
    return isinstance(error, RuntimeError) and "not enough memory" in str(error)


def to_trainer_error(error: Exception) -> TrainerError:
    """Return the failure as one of ours, out of memory told apart from the rest."""
    if _is_out_of_memory(error):
        return OutOfMemoryError(
            f"out of memory: lower batch_size or max_length, or turn on gradient_checkpointing ({error})"
        )
    return TrainerError(f"{type(error).__name__}: {error}")
