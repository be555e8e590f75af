"""The file that keeps what runs in one folder said: read whole, written whole, and not believed when damaged.

It holds values of plain types only. Each run puts a new file in its place, so that runs at the same time do no more
than forget what the other one learnt.
"""

from __future__ import annotations

import marshal
import os
import struct
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from argolint.project.cache.contents import DIGEST_SIZE, digest

if TYPE_CHECKING:
    from argolint.project.cache.rows import Row

FOLDER_VARIABLE = "ARGOLINT_CACHE_DIR"
ENDING = ".cache"
_FORMAT = b"argolint cache 2\n"
_PARTS = 3
_HEAD = struct.Struct(f"<{len(_FORMAT)}s{DIGEST_SIZE}s" + f"Q{DIGEST_SIZE}s" * _PARTS)
"""The format, the key, and of each part its length and its digest."""
_MOST_FILES = 64
_MOST_BYTES = 64 * 1024 * 1024


class Shown(NamedTuple):
    """What a command printed of a report, and how it ended."""

    text: str
    status: int


class Run(NamedTuple):
    """A whole run: the key of what went into it, what stands for the files around if it asked for them."""

    key: bytes
    outside: bytes | None
    shown: dict[bytes, tuple[str, int]]
    """What was printed of it, by what stands for the form."""


class Store:
    """What is kept for a folder and an environment; whatever cannot be read or written counts as nothing."""

    def __init__(self, environment: bytes) -> None:
        self._key = digest(environment + os.fsencode(os.getcwd()))
        self._path = os.path.join(cache_folder(), self._key.hex() + ENDING)
        self._parts = self._read()

    def run(self) -> Run | None:
        """The last run."""
        value = self._value(0)
        if isinstance(value, tuple) and len(value) == len(Run._fields) and isinstance(value[0], bytes):
            return Run(*value)
        return None

    def report(self) -> Any:
        """The row of its report."""
        return self._value(1)

    def files(self) -> dict[str, Row]:
        """What is known of files, by path."""
        value = self._value(2)
        return value if isinstance(value, dict) else {}

    def write(self, run: Run | None, report: Row | None, files: dict[str, Row]) -> None:
        """Keep a run with its report, and what is known of files; what cannot be kept is not."""
        try:
            data = [marshal.dumps(value) for value in (tuple(run) if run is not None else None, report, files)]
        except ValueError:
            return
        self._parts = [(part, digest(part)) for part in data]
        self._write()

    def rewrite(self, run: Run) -> None:
        """Keep something else of the last run."""
        if len(self._parts) == _PARTS:
            part = marshal.dumps(tuple(run))
            self._parts = [(part, digest(part)), *self._parts[1:]]
            self._write()

    def _write(self) -> None:
        if sum(len(part) for part, _ in self._parts) > _MOST_BYTES:
            return
        sizes = (value for part, known in self._parts for value in (len(part), known))
        head = _HEAD.pack(_FORMAT, self._key, *sizes)
        unfinished = f"{self._path}.{os.getpid()}"
        try:
            os.makedirs(os.path.dirname(self._path), exist_ok=True)
            with open(unfinished, "wb") as file:
                file.writelines((head, *(part for part, _ in self._parts)))
            os.replace(unfinished, self._path)
        except OSError:
            with suppress(OSError):
                os.unlink(unfinished)
            return
        _drop_oldest(os.path.dirname(self._path))

    def _read(self) -> list[tuple[bytes, bytes]]:
        """The parts, each with what its digest should be."""
        try:
            with open(self._path, "rb", buffering=0) as file:
                data = file.readall()
            form, key, *sizes = _HEAD.unpack_from(data)
        except (OSError, struct.error):
            return []
        if (form, key) != (_FORMAT, self._key) or len(data) != _HEAD.size + sum(sizes[::2]):
            return []
        parts = []
        start = _HEAD.size
        for length, known in zip(sizes[::2], sizes[1::2], strict=True):
            parts.append((data[start : start + length], known))
            start += length
        return parts

    def _value(self, number: int) -> Any:
        part, known = self._parts[number] if self._parts else (b"", b"")
        if digest(part) != known:
            return None
        try:
            return marshal.loads(part)
        except (EOFError, ValueError, TypeError):
            return None


def cache_folder() -> str:
    """Where all of it is kept."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return os.path.abspath(named)
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    elif sys.platform == "darwin":
        base = os.path.join(home, "Library", "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache")
    # Who has no home keeps nothing: there is no folder below that file.
    return os.path.join(base if os.path.isabs(base) else os.devnull, "argolint")


def clean() -> int:
    """Remove all that is kept, and say how many files that were."""
    removed = 0
    for entry in _entries(cache_folder()):
        with suppress(OSError):
            os.unlink(entry.path)
            removed += entry.name.endswith(ENDING)
    with suppress(OSError):
        os.rmdir(cache_folder())
    return removed


def _drop_oldest(folder: str) -> None:
    entries = _entries(folder)
    if len(entries) <= _MOST_FILES:
        return
    aged = []
    for entry in entries:
        with suppress(OSError):
            aged.append((entry.stat().st_mtime_ns, entry.path))
    for _, path in sorted(aged)[: len(aged) - _MOST_FILES]:
        with suppress(OSError):
            os.unlink(path)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """The files in the folder that are ours, finished or not."""
    try:
        with os.scandir(folder) as listing:
            return [entry for entry in listing if ENDING in entry.name and entry.is_file(follow_symlinks=False)]
    except OSError:
        return []
