"""Objects outside of the files that are checked, found by name when a reference asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.project.files import load, load_path
from argolint.project.surroundings import Surroundings

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from argolint.model import Companion, WorkflowObject
    from argolint.names import Definition
    from argolint.project.files import LoadedFile


class Shelf:
    """The files of a workspace by path: those parsed here, and others parsed when a definition in them is wanted."""

    def __init__(self, files: Iterable[LoadedFile], load: Callable[[str], LoadedFile] = load_path) -> None:
        self._files = {file.source.path: file for file in files}
        self._load = load

    def file(self, path: str) -> LoadedFile:
        """The file of a path."""
        if path not in self._files:
            self._files[path] = self._load(path)
        return self._files[path]

    def put(self, file: LoadedFile) -> None:
        """Take a file as it now is."""
        self._files[file.source.path] = file

    def forget(self, path: str) -> None:
        """Take a file away."""
        self._files.pop(path, None)

    def keep_only(self, paths: Collection[str]) -> None:
        """Let go of all other files: they are parsed again when they are wanted."""
        self._files = {path: self._files[path] for path in paths if path in self._files}

    def __len__(self) -> int:
        return len(self._files)

    def object(self, definition: Definition) -> WorkflowObject:
        """The library object behind a definition."""
        return self.file(definition.file).objects()[definition.place]

    def companion(self, definition: Definition) -> Companion:
        """The object of another kind behind a definition."""
        return self.file(definition.file).companions[definition.place]


class WorkspaceLibrary:
    """The library objects around the files of a check, looked through once a name is not found elsewhere."""

    def __init__(self, checked: Iterable[str]) -> None:
        self._surroundings = Surroundings(checked)
        self._by_name: dict[str, list[WorkflowObject]] | None = None

    def __call__(self, name: str) -> Sequence[WorkflowObject]:
        if self._by_name is None:
            self._by_name = self._index()
        return self._by_name.get(name, ())

    def digest(self) -> bytes:
        """What stands for all that it may answer."""
        return self._surroundings.digest()

    def _index(self) -> dict[str, list[WorkflowObject]]:
        found: dict[str, list[WorkflowObject]] = {}
        for path, data in self._surroundings.texts():
            for item in load(path, data).objects():
                if item.is_template and item.name is not None:
                    found.setdefault(item.name.text, []).append(item)
        return found
