"""A workspace as it is at one moment, with all its symbols; what is asked of it is worked out once and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.analysis import Flows
from argolint.ide.objects import objects_of
from argolint.ide.occurrences import symbols_of
from argolint.ide.symbols import OF_THE_RUN, FileSymbols, Role
from argolint.names import Beyond, Workspace
from argolint.project.library import Shelf
from argolint.project.rendering.made import RENDERED
from argolint.project.session import file_definitions
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argolint.ide.symbols import Occurrence, Opening, Scope, Symbol
    from argolint.model import WorkflowObject
    from argolint.project.files import LoadedFile
    from argolint.project.outcome import Settings
    from argolint.syntax.nodes import Node


class Snapshot:
    """The loaded files of a workspace under one configuration. It never changes; `replaced` gives the next one."""

    def __init__(self, files: Iterable[LoadedFile], settings: Settings, kept: dict[str, FileSymbols] | None = None):
        self.files = {file.source.path: file for file in files}
        self.settings = settings
        self._symbols: dict[str, FileSymbols] = dict(kept or {})
        self._declared: dict[str, dict[Symbol, list[Occurrence]]] = {}
        self._by_symbol: dict[Symbol, list[Occurrence]] | None = None
        self._used: tuple[dict[Scope, set[Scope]], dict[Scope, set[Scope]]] | None = None
        self._flows: Flows | None = None

    @property
    def flows(self) -> Flows:
        """What is known about each object."""
        if self._flows is None:
            files = list(self.files.values())
            beyond = Beyond(self.settings.references, self.settings.external)
            workspace = Workspace(file_definitions(files), Shelf(files), beyond=beyond)
            self._flows = Flows(workspace, self.settings.argo_version, self.settings.kubernetes_version)
        return self._flows

    def replaced(self, *files: LoadedFile) -> Snapshot:
        """The snapshot after some files have changed or come."""
        changed = {file.source.path: file for file in files}
        same = all(_exports(self.files.get(path)) == _exports(file) for path, file in changed.items())
        kept = {path: found for path, found in self._symbols.items() if path not in changed} if same else None
        return Snapshot({**self.files, **changed}.values(), self.settings, kept)

    def without(self, path: str) -> Snapshot:
        """The snapshot after a file is gone."""
        return Snapshot([file for at, file in self.files.items() if at != path], self.settings)

    def owns(self, path: str) -> bool:
        """Whether a file is one that edits may touch: one of the workspace, and not made by another program."""
        return path in self.files and not path.endswith(RENDERED)

    def symbols(self, path: str) -> FileSymbols:
        """What stands in a file."""
        found = self._symbols.get(path)
        if found is None:
            file = self.files.get(path)
            found = self._symbols[path] = symbols_of(file, self.flows) if file is not None else FileSymbols(())
        return found

    def objects(self, path: str) -> tuple[WorkflowObject, ...]:
        """The objects of a file."""
        file = self.files.get(path)
        return objects_of(file) if file is not None else ()

    def openings(self) -> Iterator[Opening]:
        """The places in all files that may read what they do not name."""
        for path in self.files:
            yield from self.symbols(path).openings

    def occurrences(self, symbol: Symbol) -> list[Occurrence]:
        """Every place in the workspace where a symbol stands."""
        return self._index().get(symbol, [])

    def known(self) -> Iterable[Symbol]:
        """Every symbol that stands anywhere."""
        return self._index().keys()

    def _index(self) -> dict[Symbol, list[Occurrence]]:
        if self._by_symbol is None:
            self._by_symbol = {}
            for path in self.files:
                for occurrence in self.symbols(path).occurrences:
                    self._by_symbol.setdefault(occurrence.symbol, []).append(occurrence)
        return self._by_symbol

    def declarations(self, symbol: Symbol) -> list[Occurrence]:
        """Where a symbol is declared; no other file than its own is looked at."""
        path = symbol.file
        found = self._declared.get(path)
        if found is None:
            found = self._declared[path] = {}
            for at in self.symbols(path).occurrences:
                if at.role is Role.DECLARATION:
                    found.setdefault(at.symbol, []).append(at)
        return found.get(symbol, [])

    def counterparts(self, symbol: Symbol) -> list[Symbol]:
        """The same name of a run in the objects that its own runs templates of, and in those that run its own."""
        if symbol.kind not in OF_THE_RUN:
            return []
        users, used = self._uses()
        scope = symbol.scope
        others = {*_reached(scope, used), *_reached(scope, users)} - {scope}
        named = [symbol._replace(scope=other) for other in sorted(others)]
        return [other for other in named if self.occurrences(other)]

    def _uses(self) -> tuple[dict[Scope, set[Scope]], dict[Scope, set[Scope]]]:
        """Who runs templates of an object, and of whom an object runs templates."""
        if self._used is None:
            users: dict[Scope, set[Scope]] = {}
            used: dict[Scope, set[Scope]] = {}
            for path in self.files:
                for user, target in self.symbols(path).uses:
                    users.setdefault(target, set()).add(user)
                    used.setdefault(user, set()).add(target)
            self._used = users, used
        return self._used


def _reached(start: Scope, steps: dict[Scope, set[Scope]]) -> set[Scope]:
    found: set[Scope] = set()
    queue = [start]
    while queue:
        for other in steps.get(queue.pop(), ()):
            if other not in found:
                found.add(other)
                queue.append(other)
    return found


def _exports(file: LoadedFile | None) -> object:
    """All of a file that decides what names in other files mean."""
    if file is None:
        return None
    libraries = [item for item in file.objects() if item.is_template]
    return file_definitions([file]), [_export(item) for item in libraries]


def _export(item: WorkflowObject) -> object:
    given = [(_text(at.name), _text(at.value)) for at in item.arguments.parameters]
    artifacts = [_text(at.name) for at in item.arguments.artifacts]
    inputs = [
        [_text(at.name) for at in template.inputs.parameters] + [_text(at.name) for at in template.inputs.artifacts]
        for template in item.templates
    ]
    return item.namespace, _text(item.entrypoint), _text(item.on_exit), given, artifacts, inputs


def _text(node: Node | None) -> str | None:
    return node.text if isinstance(node, Scalar) else None
