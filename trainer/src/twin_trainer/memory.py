"""Peak memory of this process."""

import resource
import sys

from twin_trainer.device import Device


def peak_memory_bytes(device: Device) -> int:
    """Return the most GPU memory that was allocated, over all GPUs, or the most main memory that was resident."""
    if device.name == "cuda":
        import torch

        return sum(torch.cuda.max_memory_allocated(index) for index in range(torch.cuda.device_count()))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts in KiB, macOS in bytes.
    return peak if sys.platform == "darwin" else peak * 1024
