"""Standard input, and files that a command writes."""

from __future__ import annotations

import os
import sys
from typing import Final

from argolint.cli import console
from argolint.project.errors import UsageError

STDIN: Final = "-"
"""How a command line names standard input."""
STDIN_NAME: Final = "<stdin>"
"""How reports name it."""


def read_stdin() -> bytes:
    """All that standard input holds, or a little more than is ever read of a file."""
    from argolint.syntax import LARGEST_TEXT

    if sys.stdin is None:
        raise UsageError("standard input is closed", "name files instead of `-`")
    try:
        return sys.stdin.buffer.read(LARGEST_TEXT + 1)
    except OSError as error:
        raise UsageError(f"standard input cannot be read: {(error.strerror or str(error)).lower()}") from None


def write_whole(text: str, path: str) -> None:
    """Write a text whole or not at all: to a file beside the one meant, which then takes its place."""
    if path == "-":
        console.write(text)
        return
    unfinished = f"{path}.{os.getpid()}"
    try:
        with open(unfinished, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        os.replace(unfinished, path)
    except OSError as error:
        raise UsageError(f"`{path}` cannot be written: {(error.strerror or str(error)).lower()}") from None


def append(text: str, path: str) -> None:
    """Add a text to the end of a file."""
    try:
        with open(path, "a", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f"`{path}` cannot be written: {(error.strerror or str(error)).lower()}") from None
