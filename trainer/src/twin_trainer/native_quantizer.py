"""llama.cpp's quantizer out of its library, in a process of its own.

`python -m twin_trainer.native_quantizer LIBRARY INPUT OUTPUT FILE_TYPE THREADS [IMPORTANCE]`: a fault in
foreign code, or another version's layout, ends this process alone; its caller checks the file that it wrote.
"""

import ctypes
import sys
from pathlib import Path

from twin_trainer.calibration import COUNTS, SUMS
from twin_trainer.lifetime import watch_lifetime


class _Importance(ctypes.Structure):
    """`llama_model_imatrix_data` of llama.h."""

    _fields_ = (("name", ctypes.c_char_p), ("data", ctypes.POINTER(ctypes.c_float)), ("size", ctypes.c_size_t))


class _Parameters(ctypes.Structure):
    """Begins as `llama_model_quantize_params` does in every version of llama.h since 2024; the rest has defaults.

    It is larger than any version's, because the library fills one by value.
    """

    _fields_ = (
        ("nthread", ctypes.c_int32),
        ("ftype", ctypes.c_int32),
        ("output_tensor_type", ctypes.c_int32),
        ("token_embedding_type", ctypes.c_int32),
        ("switches", ctypes.c_bool * 8),
        ("imatrix", ctypes.POINTER(_Importance)),
        ("rest", ctypes.c_ubyte * 992),
    )


def read_importance(file: Path) -> ctypes.Array[_Importance]:
    """Return a file's importance matrix as the library takes it: mean squares by tensor, ended by an empty entry."""
    import numpy
    from gguf import GGUFReader

    tensors = {
        tensor.name: numpy.array(tensor.data, dtype=numpy.float32).ravel() for tensor in GGUFReader(file).tensors
    }
    entries = []
    for name, sums in tensors.items():
        if name.endswith(SUMS):
            tensor = name.removesuffix(SUMS)
            means = (sums / tensors[tensor + COUNTS][0]).tolist()
            entries.append(_Importance(tensor.encode(), (ctypes.c_float * len(means))(*means), len(means)))
    return (_Importance * (len(entries) + 1))(*entries, _Importance())


def quantize(
    library: str,
    source: str,
    target: str,
    file_type: int,
    threads: int,
    importance: str | None = None,
) -> int:
    """Quantize a GGUF file and return llama.cpp's code, 0 where it went well.

    An importance matrix is passed as llama.cpp takes it since April 2026 (https://github.com/ggml-org/llama.cpp/pull/20346).
    """
    llama = ctypes.CDLL(library)
    llama.llama_model_quantize_default_params.restype = _Parameters
    llama.llama_model_quantize.argtypes = (ctypes.c_char_p, ctypes.c_char_p, ctypes.POINTER(_Parameters))
    llama.llama_model_quantize.restype = ctypes.c_uint32
    llama.llama_backend_init()
    parameters = llama.llama_model_quantize_default_params()
    parameters.nthread = threads
    parameters.ftype = file_type
    if importance:
        parameters.imatrix = read_importance(Path(importance))
    return int(llama.llama_model_quantize(source.encode(), target.encode(), ctypes.byref(parameters)))


def _main() -> None:
    watch_lifetime(stop_with_stdin=True)
    library, source, target, file_type, threads, *rest = sys.argv[1:]
    sys.exit(quantize(library, source, target, int(file_type), int(threads), *rest))


if __name__ == "__main__":
    _main()
