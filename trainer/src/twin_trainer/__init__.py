"""Fine-tunes, merges, exports and evaluates the models of an LLM twin."""
