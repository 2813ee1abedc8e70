"""llama.cpp's quantizer out of its library, in a process of its own.

`python -m twin_trainer.native_quantizer LIBRARY INPUT OUTPUT FILE_TYPE THREADS`: a fault in foreign code, or another
version's layout, ends this process alone; its caller checks the file that it wrote.
"""

import ctypes
import sys

from twin_trainer.lifetime import watch_lifetime


class _Parameters(ctypes.Structure):
    """Begins as `llama_model_quantize_params` does in every version of llama.h since 2023; the rest has defaults.

    It is larger than any version's, because the library fills one by value.
    """

    _fields_ = (("nthread", ctypes.c_int32), ("ftype", ctypes.c_int32), ("rest", ctypes.c_ubyte * 1016))


def quantize(library: str, source: str, target: str, file_type: int, threads: int) -> int:
    """Quantize a GGUF file and return llama.cpp's code, 0 where it went well."""
    llama = ctypes.CDLL(library)
    llama.llama_model_quantize_default_params.restype = _Parameters
    llama.llama_model_quantize.argtypes = (ctypes.c_char_p, ctypes.c_char_p, ctypes.POINTER(_Parameters))
    llama.llama_model_quantize.restype = ctypes.c_uint32
    llama.llama_backend_init()
    parameters = llama.llama_model_quantize_default_params()
    parameters.nthread = threads
    parameters.ftype = file_type
    return int(llama.llama_model_quantize(source.encode(), target.encode(), ctypes.byref(parameters)))


def _main() -> None:
    watch_lifetime(stop_with_stdin=True)
    library, source, target, file_type, threads = sys.argv[1:]
    sys.exit(quantize(library, source, target, int(file_type), int(threads)))


if __name__ == "__main__":
    _main()
