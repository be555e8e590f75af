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
_FORMAT = b"argolint cache 1\n"
_HEAD = struct.Struct(f"<{len(_FORMAT)}s{DIGEST_SIZE}s{DIGEST_SIZE}sQ{DIGEST_SIZE}s")
"""The format, the key, and a digest of each of the two parts; between these the length of the first."""
_MOST_FILES = 64
_MOST_BYTES = 64 * 1024 * 1024


class Run(NamedTuple):
    """A whole run: the key of what went into it, what stands for the files around if it asked for them, its report."""

    key: bytes
    outside: bytes | None
    report: Row


class Store:
    """What is kept for a folder and an environment; whatever cannot be read or written counts as nothing."""

    def __init__(self, environment: bytes) -> None:
        self._key = digest(environment + os.fsencode(os.getcwd()))
        self._path = os.path.join(cache_folder(), self._key.hex() + ENDING)
        self._parts = self._read()

    def run(self) -> Run | None:
        """The last run."""
        value = _value(self._parts[0])
        if isinstance(value, tuple) and len(value) == len(Run._fields) and isinstance(value[0], bytes):
            return Run(*value)
        return None

    def files(self) -> dict[str, Row]:
        """What is known of files, by path."""
        value = _value(self._parts[1])
        return value if isinstance(value, dict) else {}

    def write(self, run: Run | None, files: dict[str, Row]) -> None:
        """Keep a run, and what is known of files; what cannot be kept is not."""
        try:
            parts = marshal.dumps(tuple(run) if run is not None else None), marshal.dumps(files)
        except ValueError:
            return
        first, second = parts
        if len(first) + len(second) > _MOST_BYTES:
            return
        head = _HEAD.pack(_FORMAT, self._key, digest(first), len(first), digest(second))
        unfinished = f"{self._path}.{os.getpid()}"
        try:
            os.makedirs(os.path.dirname(self._path), exist_ok=True)
            with open(unfinished, "wb") as file:
                file.writelines((head, first, second))
            os.replace(unfinished, self._path)
        except OSError:
            with suppress(OSError):
                os.unlink(unfinished)
            return
        _drop_oldest(os.path.dirname(self._path))

    def _read(self) -> tuple[bytes, bytes]:
        try:
            with open(self._path, "rb", buffering=0) as file:
                data = file.readall()
            form, key, first_digest, length, second_digest = _HEAD.unpack_from(data)
        except (OSError, struct.error):
            return b"", b""
        first, second = data[_HEAD.size : _HEAD.size + length], data[_HEAD.size + length :]
        if (form, key) != (_FORMAT, self._key) or (digest(first), digest(second)) != (first_digest, second_digest):
            return b"", b""
        return first, second


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


def _value(part: bytes) -> Any:
    try:
        return marshal.loads(part)
    except (EOFError, ValueError, TypeError):
        return None


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
