"""A workspace as it is at one moment, with all its symbols; what is asked of it is worked out once and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from argolint.flow.analysis import Flows
from argolint.ide.exports import changed_names, exports_of
from argolint.ide.files import Files
from argolint.ide.index import Index, by_symbol
from argolint.ide.objects import objects_of
from argolint.ide.occurrences import symbols_of
from argolint.ide.outline import named
from argolint.ide.symbols import OF_THE_RUN, FileSymbols, Role
from argolint.names import Beyond, Definitions, Workspace
from argolint.project.library import Shelf
from argolint.project.session import file_definitions
from argolint.source import file_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from argolint.ide.exports import Exports
    from argolint.ide.outline import Named
    from argolint.ide.symbols import Occurrence, Opening, Scope, Symbol
    from argolint.model import WorkflowObject
    from argolint.names import Definition
    from argolint.project.files import LoadedFile
    from argolint.project.outcome import Settings

    Uses = dict[Scope, set[Scope]]

_Found = TypeVar("_Found")


class Kept(NamedTuple):
    """What a snapshot has worked out and the next one can use again."""

    definitions: dict[str, Sequence[Definition]]
    exports: dict[str, Exports]
    symbols: dict[str, FileSymbols]
    named: dict[str, tuple[Named, ...]]
    defined: Definitions | None = None
    places: Index | None = None
    outdated: frozenset[str] = frozenset()
    """The files that the index is too old for."""


class Snapshot:
    """The files of a workspace under one configuration. It never changes; `replaced` gives the next one."""

    def __init__(
        self,
        files: Iterable[LoadedFile] | Files,
        settings: Settings,
        kept: Kept | None = None,
        *,
        is_partial: bool = False,
    ) -> None:
        self.files = files if isinstance(files, Files) else Files({file.source.path: file for file in files})
        self.settings = settings
        self.is_partial = is_partial
        """Whether only those files are searched for a name of which it is known already what stands in them."""
        self._kept = kept if kept is not None else Kept({}, {}, {}, {})
        self._objects: dict[str, tuple[WorkflowObject, ...]] = {}
        self._declared: dict[str, dict[Symbol, list[Occurrence]]] = {}
        self._index: Index | None = None
        self._used: tuple[Uses, Uses] | None = None
        self._flows: Flows | None = None

    @property
    def flows(self) -> Flows:
        """What is known about each object."""
        if self._flows is None:
            beyond = Beyond(self.settings.references, self.settings.external)
            workspace = Workspace(self._defined(), Shelf((), self.files.__getitem__), beyond=beyond)
            self._flows = Flows(workspace, self.settings.argo_version, self.settings.kubernetes_version)
        return self._flows

    def _defined(self) -> Definitions:
        if self._kept.defined is None:
            every = Definitions(at for path in self.files for at in self._definitions(path))
            self._kept = self._kept._replace(defined=every)
            return every
        return self._kept.defined

    def _definitions(self, path: str) -> Sequence[Definition]:
        found = self._kept.definitions.get(path)
        if found is None:
            found = self._kept.definitions[path] = file_definitions([self.files[path]])
        return found

    def _exports(self, path: str) -> Exports:
        found = self._kept.exports.get(path)
        return found if found is not None else exports_of(self.files.get(path))

    def replaced(self, *files: LoadedFile) -> Snapshot:
        """The snapshot after some files have changed or come."""
        return self._next({file.source.path: file for file in files})

    def reread(self, *files: LoadedFile) -> Snapshot:
        """The same for files on disk: they are not kept, but read once more when they are wanted."""
        return self._next({file.source.path: file for file in files}, at_hand=False)

    def without(self, *paths: str) -> Snapshot:
        """The snapshot after some files are gone."""
        return self._next(dict.fromkeys(paths))

    def _next(self, changes: dict[str, LoadedFile | None], *, at_hand: bool = True) -> Snapshot:
        before = self._kept
        exports = {path: exports_of(file) for path, file in changes.items()}
        changed: set[str] = set()
        for path, found in exports.items():
            changed |= changed_names(self._exports(path), found)
        symbols = _without(before.symbols, changes)
        if changed:
            symbols = {path: found for path, found in symbols.items() if changed.isdisjoint(found.asked)}
        outdated = {path for path in before.symbols if path not in symbols} | changes.keys()
        index, older = (self._index, frozenset()) if self._index is not None else (before.places, before.outdated)
        new = [file for file in changes.values() if file is not None]
        definitions = {file.source.path: file_definitions([file]) for file in new}
        is_same = all(before.definitions.get(path) == definitions.get(path) for path in changes)
        # What is known of files that are not kept at hand need not be read again.
        noted = {} if at_hand else {file.source.path: _named(file) for file in new}
        kept = Kept(
            _without(before.definitions, changes) | definitions,
            before.exports | exports,
            symbols,
            _without(before.named, changes) | noted,
            before.defined if is_same else None,
            index,
            older | outdated if index is not None else frozenset(),
        )
        files = self.files.after(changes) if at_hand else self.files.after({}, changes)
        return Snapshot(files, self.settings, kept, is_partial=self.is_partial)

    def completed(self) -> Snapshot:
        """The snapshot in which all files are searched."""
        return Snapshot(self.files, self.settings, self._kept._replace(places=None, outdated=frozenset()))

    def _searched(self) -> Iterable[str]:
        if not self.is_partial:
            return self.files
        return [path for path in self.files if path in self._kept.symbols or path in self.files.at_hand]

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

    def named(self, path: str) -> tuple[Named, ...]:
        """What a file defines that people look for by name."""
        found = self._kept.named.get(path)
        if found is None:
            found = self._kept.named[path] = _named(self.files[path])
        return found

    def openings(self) -> Iterator[Opening]:
        """The places in all files that may read what they do not name."""
        for path in self._searched():
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
            every = (at for path in self._searched() for at in self.symbols(path).occurrences)
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
            for path in self._searched():
                for user, target in self.symbols(path).uses:
                    users.setdefault(target, set()).add(user)
                    used.setdefault(user, set()).add(target)
            self._used = users, used
        return self._used


def _without(found: dict[str, _Found], paths: Iterable[str]) -> dict[str, _Found]:
    left = dict(found)
    for path in paths:
        left.pop(path, None)
    return left


def _named(file: LoadedFile) -> tuple[Named, ...]:
    return tuple(named(file.source, objects_of(file)))


def _reached(start: Scope, steps: Uses) -> set[Scope]:
    found: set[Scope] = set()
    queue = [start]
    while queue:
        for other in steps.get(queue.pop(), ()):
            if other not in found:
                found.add(other)
                queue.append(other)
    return found
