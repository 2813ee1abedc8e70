"""Makes a tiny Llama with random weights and another model's tokenizer, to test with in seconds.

`python make_tiny_model.py BASE OUTPUT` reads the tokenizer of BASE (a model folder or GGUF file) and writes a model
folder of some 13 MB that trains, merges and exports like a real one. Its answers are noise.
"""

import sys
from pathlib import Path

from twin_trainer.model_source import find_model, load_tokenizer


def make_tiny_model(base: str, output: Path, seed: int = 0) -> Path:
    """Write the model and return its folder."""
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    tokenizer = load_tokenizer(find_model(base, "base"), "base")
    torch.manual_seed(seed)
    config = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=64,
        intermediate_size=128,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=2048,
        tie_word_embeddings=True,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    LlamaForCausalLM(config).save_pretrained(output)
    tokenizer.save_pretrained(output)
    return output


if __name__ == "__main__":
    make_tiny_model(sys.argv[1], Path(sys.argv[2]))
