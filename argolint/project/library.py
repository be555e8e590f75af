"""Objects outside of the files that are checked, found by name when a reference asks for them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from argolint.project.discovery import discover
from argolint.project.files import load, load_path
from argolint.project.reading import read_file
from argolint.syntax import LARGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from argolint.model import Companion, WorkflowObject
    from argolint.names import Definition
    from argolint.project.files import LoadedFile

_ROOT_MARKS = (".git", "argolint.toml")
_DEFINES = b"WorkflowTemplate"


class Shelf:
    """The files of a workspace by path: those parsed here, and others parsed when a definition in them is wanted."""

    def __init__(self, files: Iterable[LoadedFile]) -> None:
        self._files = {file.source.path: file for file in files}

    def file(self, path: str) -> LoadedFile:
        """The file of a path."""
        if path not in self._files:
            self._files[path] = load_path(path)
        return self._files[path]

    def object(self, definition: Definition) -> WorkflowObject:
        """The library object behind a definition."""
        return self.file(definition.file).objects()[definition.place]

    def companion(self, definition: Definition) -> Companion:
        """The object of another kind behind a definition."""
        return self.file(definition.file).companions[definition.place]


class WorkspaceLibrary:
    """The files of the repository around the current folder, looked through once a name is not found elsewhere."""

    def __init__(self, checked: Iterable[str]) -> None:
        self._checked = checked
        self._by_name: dict[str, list[WorkflowObject]] | None = None

    def __call__(self, name: str) -> Sequence[WorkflowObject]:
        if self._by_name is None:
            self._by_name = self._index()
        return self._by_name.get(name, ())

    def _index(self) -> dict[str, list[WorkflowObject]]:
        found: dict[str, list[WorkflowObject]] = {}
        checked = {os.path.realpath(path) for path in self._checked}
        root = workspace_root()
        for path in discover([root]).files if root is not None else ():
            if os.path.realpath(path) in checked:
                continue
            data = read_file(path, LARGEST_TEXT)
            if isinstance(data, bytes) and _DEFINES in data:
                for item in load(path, data).objects():
                    if item.is_template and item.name is not None:
                        found.setdefault(item.name.text, []).append(item)
        return found


def workspace_root() -> str | None:
    """The nearest folder upward that is a repository or has a configuration; None outside of both."""
    here = folder = os.getcwd()
    while not any(os.path.exists(os.path.join(folder, mark)) for mark in _ROOT_MARKS):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return "." if folder == here else folder
