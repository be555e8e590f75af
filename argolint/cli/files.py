"""Standard input, and files that a command writes."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

from argolint.cli import console
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from argolint.source import SourceFile

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
    """Write a text to a file, whole or not at all, to standard output for `-`, or into a device or a pipe."""
    from argolint.project.writing import replace_file

    if path == STDIN:
        console.write(text)
        return
    try:
        if os.path.isfile(path) or not os.path.exists(path):
            replace_file(os.path.realpath(path), text.encode())
        else:
            with open(path, "wb") as file:
                file.write(text.encode())
    except OSError as error:
        raise UsageError(f"`{path}` cannot be written: {(error.strerror or str(error)).lower()}") from None


def append(text: str, path: str) -> None:
    """Add a text to the end of a file."""
    try:
        with open(path, "a", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f"`{path}` cannot be written: {(error.strerror or str(error)).lower()}") from None


def rewrite_all(sources: Iterable[SourceFile], texts: Mapping[str, str], stdin: str | None) -> bool:
    """Give sources the texts that stand under their paths; complains of files that cannot be written.

    Standard input, whose reported name is given, goes to standard output, changed or not. Says whether all could be
    written.
    """
    from argolint.project.writing import rewrite

    written = True
    for source in sources:
        text = texts.get(source.path, source.text)
        if source.path == stdin:
            console.write(text)
        elif text != source.text:
            try:
                rewrite(source, text)
            except UsageError as error:
                console.complain(error.message, error.hint)
                written = False
    return written
