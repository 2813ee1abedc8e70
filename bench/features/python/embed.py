"""Embeds texts as a Python user would, with sentence-transformers' own defaults, and prints what it took.

usage: python embed.py MODEL_FOLDER < texts.jsonl

Each line of stdin is a JSON string, or an object with a field `text`. The result is one JSON object on stdout:
texts, seconds (the model loaded and warm), textsPerSecond, threads, peakMemoryBytes (of the whole process).
"""

import json
import os
import resource
import sys
import time

os.environ["HF_HUB_OFFLINE"] = "1"

import torch  # noqa: E402
from sentence_transformers import SentenceTransformer  # noqa: E402

WARM_UP = 8


def text_of(line: str) -> str:
    value = json.loads(line)
    return value if isinstance(value, str) else value["text"]


texts = [text_of(line) for line in sys.stdin if line.strip()]
model = SentenceTransformer(sys.argv[1], device="cpu")
model.encode(texts[:WARM_UP], show_progress_bar=False)

started = time.perf_counter()
model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
seconds = time.perf_counter() - started

# Linux counts in kilobytes, macOS in bytes.
unit = 1 if sys.platform == "darwin" else 1024
print(
    json.dumps(
        {
            "texts": len(texts),
            "seconds": seconds,
            "textsPerSecond": len(texts) / seconds,
            "threads": torch.get_num_threads(),
            "peakMemoryBytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit,
        }
    )
)
