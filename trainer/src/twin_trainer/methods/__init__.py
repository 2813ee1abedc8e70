"""The ways to train, by the name that a configuration gives."""

METHODS = {"lora": "twin_trainer.methods.lora:LoraMethod"}
"""Name to `module:class` of a `twin_trainer.methods.base.Method`, imported when it is used."""
