"""The commands by name. Their modules are imported when they run, so that help and errors come at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from twin_trainer.config.base import CommandConfig
from twin_trainer.config.commands import (
    BuildQuantizerConfig,
    EvaluateConfig,
    ExportConfig,
    HardwareConfig,
    MergeConfig,
    TokensConfig,
)
from twin_trainer.config.finetune import FinetuneConfig
from twin_trainer.events import Events

Run = Callable[[Any, Events], Mapping[str, object]]


@dataclass(frozen=True)
class Command:
    """One command: its configuration, the module whose `run` does it, and a line of help."""

    config: type[CommandConfig]
    module: str
    help: str

    def load(self) -> Run:
        """Import the function that runs the command."""
        run: Run = import_module(f"twin_trainer.{self.module}").run
        return run


COMMANDS = {
    "finetune": Command(FinetuneConfig, "finetune", "train an adapter, going on from the last checkpoint"),
    "merge": Command(MergeConfig, "merge", "put an adapter into its unquantized base"),
    "export": Command(ExportConfig, "export", "write a GGUF file, quantized or not"),
    "evaluate": Command(EvaluateConfig, "evaluate", "measure loss and perplexity on held-out samples or on text"),
    "tokens": Command(TokensConfig, "tokens", "write the token ids of conversations"),
    "hardware": Command(HardwareConfig, "hardware", "say what this machine has"),
    "build-quantizer": Command(BuildQuantizerConfig, "build_quantizer", "build llama.cpp's quantizer from source"),
}
