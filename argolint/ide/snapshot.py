"""A workspace as it is at one moment, with all its symbols; what is asked of it is worked out once and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.flow.analysis import Flows
from argolint.ide.exports import changed_names, exports_of
from argolint.ide.index import Index, by_symbol
from argolint.ide.objects import objects_of
from argolint.ide.occurrences import symbols_of
from argolint.ide.symbols import OF_THE_RUN, FileSymbols, Role
from argolint.names import Beyond, Workspace
from argolint.project.library import Shelf
from argolint.project.session import file_definitions
from argolint.source import file_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argolint.ide.symbols import Occurrence, Opening, Scope, Symbol
    from argolint.model import WorkflowObject
    from argolint.names import Definition
    from argolint.project.files import LoadedFile
    from argolint.project.outcome import Settings

    Uses = dict[Scope, set[Scope]]


class _Kept(NamedTuple):
    """What a snapshot has worked out and the next one can use again."""

    definitions: dict[str, list[Definition]]
    symbols: dict[str, FileSymbols]
    places: Index | None = None
    outdated: frozenset[str] = frozenset()
    """The files that the index is too old for."""


class Snapshot:
    """The loaded files of a workspace under one configuration. It never changes; `replaced` gives the next one."""

    def __init__(self, files: Iterable[LoadedFile], settings: Settings, kept: _Kept | None = None) -> None:
        self.files = {file.source.path: file for file in files}
        self.settings = settings
        self._kept = kept if kept is not None else _Kept({}, {})
        self._objects: dict[str, tuple[WorkflowObject, ...]] = {}
        self._declared: dict[str, dict[Symbol, list[Occurrence]]] = {}
        self._index: Index | None = None
        self._used: tuple[Uses, Uses] | None = None
        self._flows: Flows | None = None

    @property
    def flows(self) -> Flows:
        """What is known about each object."""
        if self._flows is None:
            definitions = self._kept.definitions
            for path, file in self.files.items():
                if path not in definitions:
                    definitions[path] = file_definitions([file])
            beyond = Beyond(self.settings.references, self.settings.external)
            every = (at for path in self.files for at in definitions[path])
            workspace = Workspace(every, Shelf(self.files.values()), beyond=beyond)
            self._flows = Flows(workspace, self.settings.argo_version, self.settings.kubernetes_version)
        return self._flows

    def replaced(self, *files: LoadedFile) -> Snapshot:
        """The snapshot after some files have changed or come."""
        return self._next({file.source.path: file for file in files})

    def without(self, *paths: str) -> Snapshot:
        """The snapshot after some files are gone."""
        return self._next(dict.fromkeys(paths))

    def _next(self, changes: dict[str, LoadedFile | None]) -> Snapshot:
        names: set[str] = set()
        for path, file in changes.items():
            names |= changed_names(exports_of(self.files.get(path)), exports_of(file))
        before = self._kept
        symbols = {
            path: found
            for path, found in before.symbols.items()
            if path not in changes and (not names or names.isdisjoint(found.asked))
        }
        outdated = {path for path in before.symbols if path not in symbols} | changes.keys()
        definitions = {path: found for path, found in before.definitions.items() if path not in changes}
        index, older = (self._index, frozenset()) if self._index is not None else (before.places, before.outdated)
        kept = _Kept(definitions, symbols, index, older | outdated if index is not None else frozenset())
        files = {**self.files, **changes}
        return Snapshot([file for file in files.values() if file is not None], self.settings, kept)

    def owns(self, path: str) -> bool:
        """Whether a file is one that edits may touch: one of the workspace, and not made by another program."""
        return path in self.files and file_name(path) == path

    def symbols(self, path: str) -> FileSymbols:
        """What stands in a file."""
        found = self._kept.symbols.get(path)
        if found is None:
            file = self.files.get(path)
            if file is None:
                return FileSymbols(())
            found = self._kept.symbols[path] = symbols_of(file, self.flows)
        return found

    def objects(self, path: str) -> tuple[WorkflowObject, ...]:
        """The objects of a file."""
        found = self._objects.get(path)
        if found is None:
            file = self.files.get(path)
            found = self._objects[path] = objects_of(file) if file is not None else ()
        return found

    def openings(self) -> Iterator[Opening]:
        """The places in all files that may read what they do not name."""
        for path in self.files:
            yield from self.symbols(path).openings

    def occurrences(self, symbol: Symbol) -> list[Occurrence]:
        """Every place in the workspace where a symbol stands, by file and offset."""
        return self._whole_index().of(symbol)

    def known(self) -> Iterable[Symbol]:
        """Every symbol that stands anywhere."""
        return self._whole_index().symbols()

    def _whole_index(self) -> Index:
        if self._index is None:
            older = self._kept.places
            if older is not None:
                self._index = older.after(self._kept.outdated, self.symbols)
        if self._index is None:
            every = (at for path in self.files for at in self.symbols(path).occurrences)
            self._index = Index(by_symbol(every), {})
        return self._index

    def declarations(self, symbol: Symbol) -> list[Occurrence]:
        """Where a symbol is declared; no other file than its own is looked at."""
        path = symbol.file
        found = self._declared.get(path)
        if found is None:
            own = (at for at in self.symbols(path).occurrences if at.role is Role.DECLARATION)
            found = self._declared[path] = by_symbol(own)
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

    def _uses(self) -> tuple[Uses, Uses]:
        """Who runs templates of an object, and of whom an object runs templates."""
        if self._used is None:
            users: Uses = {}
            used: Uses = {}
            for path in self.files:
                for user, target in self.symbols(path).uses:
                    users.setdefault(target, set()).add(user)
                    used.setdefault(user, set()).add(target)
            self._used = users, used
        return self._used


def _reached(start: Scope, steps: Uses) -> set[Scope]:
    found: set[Scope] = set()
    queue = [start]
    while queue:
        for other in steps.get(queue.pop(), ()):
            if other not in found:
                found.add(other)
                queue.append(other)
    return found
