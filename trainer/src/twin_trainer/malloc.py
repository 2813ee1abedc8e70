"""How the C library keeps the memory that a command frees."""

import ctypes
import sys

# Numbers of glibc's <malloc.h>.
M_TRIM_THRESHOLD, M_TOP_PAD, M_MMAP_MAX = -1, -2, -4


def keep_freed_memory() -> None:
    """Let glibc reuse large blocks instead of giving them back to the kernel.

    Each step on the CPU allocates the same large tensors anew; with glibc's defaults the kernel maps and clears their
    pages every time, which takes longer than the step's arithmetic for a small model.
    """
    if not sys.platform.startswith("linux"):
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(M_MMAP_MAX, 0)
        mallopt(M_TRIM_THRESHOLD, 2**31 - 1)
        mallopt(M_TOP_PAD, 64 * 2**20)
