"""What can go wrong, as the caller must tell it apart."""

from typing import Literal

ErrorKind = Literal["config", "data", "out-of-memory", "runtime"]


class TrainerError(Exception):
    """A failure that was foreseen: its message says what was wrong and what to do."""

    kind: ErrorKind = "runtime"
    exit_code = 1

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field

    def line(self) -> str:
        """Return the message as one line that starts with the field."""
        text = " ".join(str(self).split())
        return f"{self.field}: {text}" if self.field else text


class ConfigError(TrainerError):
    """A field of the configuration is wrong."""

    kind: ErrorKind = "config"
    exit_code = 2


class DataError(TrainerError):
    """A data file cannot be used; the field is the one that named the file."""

    kind: ErrorKind = "data"
    exit_code = 2


class OutOfMemoryError(TrainerError):
    """The device's memory was not enough."""

    kind: ErrorKind = "out-of-memory"


class Stopped(BaseException):
    """The process was asked to end; no handler of `Exception` may swallow this."""

    def __init__(self, exit_code: int) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code
