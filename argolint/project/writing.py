"""Puts changed texts in place of files: whole or not at all, in their encoding, and only over what was read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from argolint.project.errors import UsageError
from argolint.project.reading import read_file
from argolint.syntax import LARGEST_TEXT, decode
from argolint.syntax.encoding import encode_like

if TYPE_CHECKING:
    from argolint.source import SourceFile


def rewrite(source: SourceFile, text: str) -> None:
    """Give the file of a source another text, keeping its encoding, its permissions and a link that leads to it.

    Raises UsageError, and leaves the file as it is, when it cannot be written or holds something else by now.
    """
    data = read_file(source.path, LARGEST_TEXT)
    if not isinstance(data, bytes) or decode(data) != source.text:
        raise UsageError(f"`{source.path}` changed while it was checked, and is left as it is", "run it again")
    path = os.path.realpath(source.path)
    try:
        replace_file(path, encode_like(text, data), os.stat(path).st_mode)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"`{source.path}` cannot be written: {reason}", "check its owner and permissions") from None


def replace_file(path: str, data: bytes, mode: int | None = None) -> None:
    """Put bytes in place of a file, whole or not at all, with permissions if any are given; raises OSError."""
    unfinished = f"{path}.{os.getpid()}"
    try:
        with open(unfinished, "xb") as file:
            file.write(data)
        if mode is not None:
            os.chmod(unfinished, mode & 0o7777)
        os.replace(unfinished, path)
    except OSError:
        if os.path.exists(unfinished):
            os.unlink(unfinished)
        raise
