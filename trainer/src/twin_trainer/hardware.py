"""The `hardware` command: what this machine has."""

import os
import platform
from collections.abc import Mapping

from twin_trainer.config.commands import HardwareConfig
from twin_trainer.events import Events, installed_versions


def _gpus() -> list[dict[str, object]]:
    import torch

    if not torch.cuda.is_available():
        return []
    found = [torch.cuda.get_device_properties(index) for index in range(torch.cuda.device_count())]
    return [{"name": gpu.name, "memory_bytes": gpu.total_memory} for gpu in found]


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS
        return os.cpu_count() or 1


def run(_config: HardwareConfig, _events: Events) -> Mapping[str, object]:
    """Return devices, memory and versions."""
    gpus = _gpus()
    return {
        "device": "cuda" if gpus else "cpu",
        "gpus": gpus,
        "cpu": platform.processor() or platform.machine(),
        "cpu_cores": _cores(),
        "memory_bytes": os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"),
        "python": platform.python_version(),
        "versions": installed_versions(),
    }
