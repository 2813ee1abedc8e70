"""The command line: parses, runs one command, and turns every failure into an event and an exit code."""

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

from twin_trainer.commands import COMMANDS
from twin_trainer.config.read import read_config
from twin_trainer.errors import Stopped, TrainerError
from twin_trainer.events import Events, claim_stdout
from twin_trainer.lifetime import READER_GONE, end_now, watch_lifetime


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="twin-trainer", description="Trains the models of an LLM twin.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        sub = commands.add_parser(name, help=command.help, description=command.help)
        sub.add_argument("--config", metavar="FILE", help="configuration, YAML or JSON")
        sub.add_argument(
            "--set",
            metavar="FIELD=VALUE",
            dest="assignments",
            action="append",
            default=[],
            help="set one field, over the file; lora.r=8 reaches into a group; may be repeated",
        )
        sub.add_argument(
            "--stop-with-stdin",
            action="store_true",
            help="end when standard input is closed, so that no trainer outlives the one that started it",
        )
    return parser


def _quiet_libraries() -> None:
    """Set what the libraries read when they are imported."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")


def _as_error(error: Exception) -> TrainerError:
    from twin_trainer.failures import to_trainer_error

    return to_trainer_error(error)


def _run(name: str, config_file: str | None, assignments: Sequence[str], events: Events) -> int:
    command = COMMANDS[name]
    try:
        config = read_config(command.config, config_file, assignments)
        events.result(command.load()(config, events))
    except BrokenPipeError:
        return READER_GONE
    except Exception as error:
        known = error if isinstance(error, TrainerError) else _as_error(error)
        if known.kind == "runtime" and known is not error:
            traceback.print_exc(file=sys.stderr)
        events.emit("error", kind=known.kind, field=known.field, message=" ".join(str(known).split()))
        sys.stderr.write(f"twin-trainer {name}: {known.line()}\n")
        return known.exit_code
    return 0


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and end the process with its exit code."""
    parsed = _parser().parse_args(arguments)
    stream = claim_stdout()
    watch_lifetime(stop_with_stdin=parsed.stop_with_stdin, stdout=stream.fileno())
    _quiet_libraries()
    try:
        code = _run(parsed.command, parsed.config, parsed.assignments, Events(stream, parsed.command))
    except Stopped as stopped:
        code = stopped.exit_code
    except BrokenPipeError:
        code = READER_GONE
    sys.stderr.flush()
    # Libraries' threads and exit handlers may take seconds, and everything that counts is on disk.
    end_now(code)
