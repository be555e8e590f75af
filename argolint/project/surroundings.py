"""The files around those that are checked: library objects in them may be what a reference means."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from argolint.project.cache.contents import new_digest
from argolint.project.discovery import discover
from argolint.project.reading import read_file
from argolint.source import LARGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable

_ROOT_MARKS = (".git", "argolint.toml")
_WORKSPACE = "ARGOLINT_WORKSPACE"
_DEFINES = b"WorkflowTemplate"


class Surroundings:
    """The files of the repository around the current folder that may hold library objects, read once."""

    def __init__(self, checked: Iterable[str]) -> None:
        self._checked = checked
        self._texts: list[tuple[str, bytes]] | None = None

    def texts(self) -> list[tuple[str, bytes]]:
        """Their paths and contents."""
        if self._texts is None:
            checked = {os.path.realpath(path) for path in self._checked}
            root = workspace_root()
            found = discover([root]).files if root is not None else ()
            read = ((path, read_file(path, LARGEST_TEXT)) for path in found if os.path.realpath(path) not in checked)
            self._texts = [(path, data) for path, data in read if isinstance(data, bytes) and _DEFINES in data]
        return self._texts

    def digest(self) -> bytes:
        """What stands for their paths and contents."""
        hashed = new_digest()
        for path, data in self.texts():
            hashed.update(f"{path}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
            hashed.update(data)
        return hashed.digest()


def workspace_root() -> str | None:
    """The nearest folder upward that is a repository or has a configuration, or that an editor calls its workspace;
    None outside of all."""
    here = folder = os.getcwd()
    named = os.environ.get(_WORKSPACE)
    workspace = os.path.realpath(named) if named else None
    while folder != workspace and not any(os.path.exists(os.path.join(folder, mark)) for mark in _ROOT_MARKS):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return "." if folder == here else folder
