"""What the outcome of a check depends on beside the files: the program, its surroundings, the settings."""

from __future__ import annotations

import marshal
import os
import sys
from typing import TYPE_CHECKING

from argolint import startup
from argolint.project.cache.contents import digest
from argolint.resources import folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argolint.project.outcome import Settings

_DATA = "schemas"
_PLAIN = 0
"""The form that is the same for equal values, whatever else refers to them."""
_TOOLS = ("ruff", "shellcheck")
"""Programs whose word some rules take."""


def environment_key() -> bytes:
    """Another one whenever the program, its data, what it imports, or the programs that it starts may be others."""
    parts = (startup.signature(), sys.version, tuple(_states(_data_files())), tuple(_states(_surroundings())))
    return digest(marshal.dumps(parts, _PLAIN))


def settings_key(settings: Settings, *, isolated: bool) -> bytes:
    """Another one for settings under which something else may be said of a file, or come of it."""
    relevant = settings._replace(jobs=0, baseline=None)
    return digest(repr((relevant, isolated)).encode("utf-8", "surrogateescape"))


def _states(paths: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    for path in paths:
        try:
            status = os.stat(path)
        except OSError:
            continue
        yield path, status.st_size, status.st_mtime_ns


def _data_files() -> Iterator[str]:
    with os.scandir(folder(_DATA)) as listing:
        yield from sorted(entry.path for entry in listing)


def _surroundings() -> Iterator[str]:
    """The folders where other packages are installed, which change with each of them, and the tools."""
    here = os.getcwd()
    yield from (path for path in sys.path if path and os.path.abspath(path) != here)
    folders = (os.path.dirname(sys.executable), *os.get_exec_path())
    for tool in _TOOLS:
        places = (os.path.join(path, tool) for path in folders)
        yield from [place for place in places if os.access(place, os.X_OK)][:1]
