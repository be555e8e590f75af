"""Files that a command writes."""

from __future__ import annotations

import os

from argolint.cli import console
from argolint.project.errors import UsageError


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
