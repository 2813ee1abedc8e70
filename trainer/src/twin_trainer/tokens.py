"""The `tokens` command: what the model sees of a conversation, to be compared with what a server makes of it."""

import json
from collections.abc import Mapping
from pathlib import Path

from twin_trainer.config.commands import TokensConfig
from twin_trainer.data import read_conversations
from twin_trainer.events import Events
from twin_trainer.model_source import ModelSource, find_model, load_tokenizer
from twin_trainer.tokenization import conversation_ids, require_chat_template
from twin_trainer.whole import whole_file


def run(config: TokensConfig, events: Events) -> Mapping[str, object]:
    """Write one line `{"ids": [...]}` for each conversation, up to where the answer starts."""
    conversations = read_conversations(config.conversations_file, "conversations_file")
    source = find_model(config.model, config.model_field)
    events.start("cpu")
    tokenizer = load_tokenizer(ModelSource(config.adapter_dir) if config.adapter_dir else source, config.model_field)
    require_chat_template(tokenizer, config.model_field)
    with whole_file(Path(config.output_file)) as partial, partial.open("w", encoding="utf-8") as file:
        for messages in conversations:
            file.write(json.dumps({"ids": conversation_ids(tokenizer, messages)}) + "\n")
    return {"output_file": config.output_file, "conversations": len(conversations)}
