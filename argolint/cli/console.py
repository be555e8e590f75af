"""The three streams: what goes to the reader, what goes beside it, and whether a stream wants colours."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

from argolint.cli.status import Status

if TYPE_CHECKING:
    from collections.abc import Mapping


class OutputError(Exception):
    """Standard output takes no more text; `status` is how the process should end."""

    def __init__(self, status: Status, reason: str | None = None) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def prepare() -> None:
    """Write UTF-8 whatever the locale says; a character that has no bytes is escaped instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def write(text: str) -> None:
    """Write to standard output, now."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _silence()
        raise OutputError(Status.BROKEN_PIPE) from None
    except OSError as error:
        _silence()
        raise OutputError(Status.USAGE, f"the report cannot be written: {(error.strerror or '').lower()}") from None


def complain(message: str, hint: str | None = None, *, kind: str = "error") -> None:
    """One line on standard error, and a second one that says how to go on."""
    write_beside(f"{kind}: {message}\n" + (f"help: {hint}\n" if hint else ""))


def write_beside(text: str) -> None:
    """Write to standard error, now; where that is closed nobody can be told."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except (OSError, AttributeError):
        return


def wants_color(choice: str, stream: TextIO, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether to colour a stream: the flag decides, then `NO_COLOR`, `FORCE_COLOR`, and the stream itself."""
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return is_terminal(stream, environment)


def is_terminal(stream: TextIO | None, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether somebody watches a stream on a terminal that understands escape sequences."""
    return stream is not None and stream.isatty() and environment.get("TERM") != "dumb"


def _silence() -> None:
    """Lead standard output nowhere, so that closing it at the end of the process cannot fail again."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return
