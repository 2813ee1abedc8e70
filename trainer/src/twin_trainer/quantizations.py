"""Names of llama.cpp's file types with their numbers (`enum llama_ftype` in llama.h)."""

QUANTIZATIONS = {
    "F32": 0,
    "F16": 1,
    "BF16": 32,
    "Q8_0": 7,
    "Q6_K": 18,
    "Q5_K_M": 17,
    "Q5_K_S": 16,
    "Q5_0": 8,
    "Q4_K_M": 15,
    "Q4_K_S": 14,
    "Q4_0": 2,
    "Q4_1": 3,
    "Q3_K_L": 13,
    "Q3_K_M": 12,
    "Q3_K_S": 11,
    "Q2_K": 10,
}

BY_CONVERTER = frozenset({"F32", "F16", "BF16", "Q8_0"})
"""What the converter writes itself; the rest goes through the quantizer."""
