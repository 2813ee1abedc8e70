"""Embeds texts with sentence-transformers: a JSON list of strings on stdin, a JSON list of vectors on stdout.

usage: python sentence_transformers_vectors.py MODEL_FOLDER < texts.json > vectors.json
"""

import json
import os
import sys

os.environ["HF_HUB_OFFLINE"] = "1"

from sentence_transformers import SentenceTransformer  # noqa: E402

model = SentenceTransformer(sys.argv[1], device="cpu")
vectors = model.encode(json.load(sys.stdin), normalize_embeddings=True, show_progress_bar=False)
json.dump(vectors.tolist(), sys.stdout)
