"""Reads files and never waits on a pipe or a socket; what cannot be read becomes a problem."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from argolint.patterns import lazy_pattern
from argolint.source import Span

if TYPE_CHECKING:
    from argolint.syntax.problems import UnreadableText

_OPEN_DESCRIPTOR = lazy_pattern(r"/dev/(fd/\d+|stdin)|/proc/(self|\d+)/fd/\d+")
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
"""Files are read past `open`, which takes longer than reading a small one."""
_SPECIAL = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def read_file(path: str, limit: int) -> bytes | UnreadableText:
    """The bytes of a file of at most `limit` bytes, or why they cannot be had."""
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode) and not _OPEN_DESCRIPTOR.fullmatch(path):
            return _not_a_file(path, status.st_mode)
        if status.st_size > limit:
            return _too_large(status.st_size)
        stream = os.open(path, _FLAGS)
        try:
            return _read(stream, limit, status.st_size)
        finally:
            os.close(stream)
    except OSError as error:
        return _refused(path, error)


def _read(stream: int, limit: int, expected: int) -> bytes | UnreadableText:
    data = os.read(stream, expected + 1)
    if expected and len(data) == expected:
        return data
    parts = [data]
    size = len(data)
    while size <= limit and (data := os.read(stream, 1 << 20)):
        parts.append(data)
        size += len(data)
    return _too_large(size) if size > limit else b"".join(parts)


def _not_a_file(path: str, mode: int) -> UnreadableText:
    if stat.S_ISDIR(mode):
        os.scandir(path).close()  # a folder comes here by its name, or because it cannot be listed: then this raises
    what = next((words for test, words in _SPECIAL if test(mode)), "no regular file")
    return _problem(f"the path is {what}, not a file", "name a file, or send its text to `-`")


def _refused(path: str, error: OSError) -> UnreadableText:
    if isinstance(error, FileNotFoundError) and os.path.islink(path):
        target = os.readlink(path)
        return _problem(f"the link leads to `{target}`, which does not exist", "mend the link or remove it")
    reason = (error.strerror or str(error)).lower()
    is_gone = isinstance(error, FileNotFoundError)
    hint = "check how it is written" if is_gone else "check its owner and permissions"
    return _problem(f"the path cannot be read: {reason}", hint)


def _problem(reason: str, hint: str) -> UnreadableText:
    # Nearly all files can be read, and who only compares them with what was read before needs nothing of YAML.
    from argolint.syntax.problems import UnreadableText

    return UnreadableText(Span(0, 0), reason, hint)


def _too_large(size: int) -> UnreadableText:
    from argolint.syntax.encoding import too_large

    return too_large(size)
