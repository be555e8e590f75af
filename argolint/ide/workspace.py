"""A folder as an editor sees it: its files on disk, with the texts that are open in their place."""

from __future__ import annotations

import os
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

from argolint.ide.actions import smallest
from argolint.ide.glance import Checked, change_since, combined
from argolint.ide.snapshot import Snapshot
from argolint.project.cache.contents import digest
from argolint.project.configuration.effective import Configurations
from argolint.project.discovery import discover
from argolint.project.errors import UsageError
from argolint.project.files import load_path, load_source
from argolint.project.fixing import mend
from argolint.project.incremental import Project
from argolint.project.library import WorkspaceLibrary
from argolint.project.outcome import Report, Settings
from argolint.source import SourceFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from argolint.diagnostic import Diagnostic, Edit
    from argolint.project.files import LoadedFile

_OURS = "argoproj.io"
_NEVER: tuple[int, int] = (-1, -1)
_LONG = 8_000
"""Characters of a file from which on what is edited is checked before the rest."""


class _Known(NamedTuple):
    stamp: tuple[int, int]
    file: LoadedFile


class Folder:
    """The manifests below a root (`None`: only those that are open) and what is to be said of each as it now is.

    The settings `given` win over configurations.

    Reading a large folder takes a while, so it is done in parts by `read_some`; until then, what a name refers to may
    be in a file that has not been read, and nothing is said about it.
    """

    def __init__(self, root: str | None, given: Mapping[str, Any] | None = None) -> None:
        self.root = root
        self.problem: str | None = None
        """What is wrong with the configuration."""
        self._given = given or {}
        self._configurations = Configurations(self._given)
        self._open: dict[str, LoadedFile] = {}
        self._disk: dict[str, _Known] = {}
        self._order: tuple[str, ...] = ()
        self._waiting: list[str] = []
        self._unchecked: list[str] = []
        self._project = self._new_project()
        self._checked: dict[str, Checked] = {}
        self._snapshot: Snapshot | None = None
        self._changed: dict[str, LoadedFile | None] = {}
        self.look()

    @property
    def is_complete(self) -> bool:
        """Whether all files on disk have been read."""
        return not self._waiting

    @property
    def open_paths(self) -> tuple[str, ...]:
        """The files that are open."""
        return tuple(self._open)

    def holds(self, path: str) -> bool:
        """Whether a file belongs here by its place."""
        return self.root is not None and (self.root == "." or path.startswith(self.root + os.sep))

    def write(self, source: SourceFile) -> None:
        """Open a file with a text, or take its new text."""
        is_new = source.path not in self._open
        file = load_source(source)
        self._open[source.path] = file
        self._take(source.path, file)
        if is_new:
            self._arrange()

    def close(self, path: str) -> None:
        """Close a file: what is on disk counts again."""
        self._open.pop(path, None)
        self._checked.pop(path, None)
        known = self._disk.pop(path, None)
        if known is not None:
            self._disk[path] = known._replace(stamp=_NEVER)
        self._take(path, None)
        self.look()

    def text(self, path: str) -> SourceFile | None:
        """The text of a file as it now is."""
        file = self._open.get(path) or (self._disk[path].file if path in self._disk else None)
        return file.source if file is not None else None

    def look(self) -> None:
        """See which files on disk are new, changed or gone; `read_some` reads them."""
        if self.root is None:
            return
        self._order = discover([self.root], excludes=self._excludes).files
        listed = set(self._order)
        for path in [path for path in self._disk if path not in listed]:
            del self._disk[path]
            if path not in self._open:
                self._take(path, None)
        waiting = []
        for path in self._order:
            known = self._disk.get(path)
            if known is None or known.stamp != _stamp(path):
                waiting.append(path)
        self._waiting = waiting[::-1]

    def configure(self) -> None:
        """Read the configuration again."""
        self.problem = None
        self._configurations = Configurations(self._given)
        self._snapshot = None
        self._changed = {}
        self.look()
        self._unchecked = list(self._order)

    def read_some(self, seconds: float) -> bool:
        """Read files for so long, and tell whether any are left."""
        if not self._waiting:
            return False
        end = perf_counter() + seconds
        while self._waiting and perf_counter() < end:
            path = self._waiting.pop()
            stamp = _stamp(path)
            file = load_path(path)
            self._disk[path] = _Known(stamp, file)
            if path not in self._open:
                self._take(path, file)
                self._unchecked.append(path)
        if not self._waiting:
            self._arrange()
        return bool(self._waiting)

    def check_some(self, seconds: float) -> bool:
        """Check files that are not open for so long, and tell whether any are left."""
        end = perf_counter() + seconds
        while self._unchecked and perf_counter() < end:
            path = self._unchecked.pop()
            if path in self._project.tracked:
                self._project.diagnostics(path)
        return bool(self._unchecked)

    def diagnostics(self, path: str, pause: Callable[[], None] | None = None) -> tuple[Diagnostic, ...]:
        """What is to be said of an open file; nothing of one that is not Argo's, or left out by the configuration.

        `pause` is called again and again, and gives it up by raising something.
        """
        file = self._open.get(path)
        if file is None or not self._is_told(path):
            return ()
        found = self._accepted(file.source, self._project.diagnostics(path, pause))
        self._checked[path] = Checked(file, found)
        return found

    def glance(self, path: str) -> tuple[Diagnostic, ...] | None:
        """What can be said at once of a long file after an edit; None where only a check of all of it can tell."""
        file, checked = self._open.get(path), self._checked.get(path)
        if file is None or checked is None or len(file.source.text) < _LONG or not self._is_told(path):
            return None
        change = change_since(checked, file)
        if change is None or self.settings(path).other_versions:
            return None
        found = self._accepted(file.source, tuple(self._project.glance(path, change.span)))
        return combined(checked, file, change, found)

    def _is_told(self, path: str) -> bool:
        return not self._excludes(path) and self.is_ours(path)

    def _accepted(self, source: SourceFile, found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        """The findings without those that a baseline accepts."""
        if self.settings(source.path).baseline is None:
            return found
        from argolint.project.baseline import accepted

        return accepted(Report((source,), (), found), self.settings).diagnostics

    def is_ours(self, path: str) -> bool:
        """Whether an open file has to do with Argo; others are left to other tools."""
        file = self._open[path]
        return bool(file.companions or file.failures or _OURS in file.source.text or file.objects())

    def mended(self, path: str) -> tuple[Edit, ...]:
        """The edits of an open file after which no safe fix is left to apply to it."""
        file = self._open[path]

        def check_again(texts: Mapping[str, str]) -> Report:
            source = SourceFile(path, texts[path])
            self.write(source)
            return Report((source,), (), self.diagnostics(path))

        try:
            texts = mend(Report((file.source,), (), self.diagnostics(path)), check_again, unsafe=False).texts
        finally:
            self.write(file.source)
        return smallest(file.source, texts[path]) if path in texts else ()

    def snapshot(self) -> Snapshot:
        """All files as they now are."""
        if self._snapshot is None:
            every = {path: known.file for path, known in self._disk.items()} | self._open
            self._snapshot = Snapshot(every.values(), self.settings(self.root or ""))
        elif self._changed:
            gone = [path for path, file in self._changed.items() if file is None]
            if gone:
                self._snapshot = self._snapshot.without(*gone)
            self._snapshot = self._snapshot.replaced(*(file for file in self._changed.values() if file is not None))
        self._changed = {}
        return self._snapshot

    def settings(self, path: str) -> Settings:
        """How a file is checked; a configuration with mistakes counts as none."""
        try:
            found = self._configurations.settings(path)
        except UsageError as error:
            self.problem = error.message
            found = Settings()
        return found if self.is_complete else found._replace(references="lenient")

    def _excludes(self, path: str) -> bool:
        try:
            return self._configurations.excludes(path)
        except UsageError as error:
            self.problem = error.message
            return False

    def _take(self, path: str, file: LoadedFile | None) -> None:
        if file is None and path in self._disk and self._disk[path].stamp != _NEVER:
            file = self._disk[path].file
        self._changed[path] = file
        content = b"" if file is None else digest(file.source.text.encode("utf-8", "surrogatepass"))
        self._project.update(path, file, content)

    def _arrange(self) -> None:
        listed = set(self._order)
        self._project.arrange([*self._order, *(path for path in self._open if path not in listed)])

    def _new_project(self) -> Project:
        outside = WorkspaceLibrary(_Listed(self)) if self.root == "." else None
        return Project(self.settings, self._load, outside)

    def _load(self, path: str) -> LoadedFile:
        file = self._open.get(path)
        return file if file is not None else self._disk[path].file


class _Listed:
    """The files of a folder, for whoever looks at those around it."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def __iter__(self) -> Iterator[str]:
        yield from self._folder._order


def _stamp(path: str) -> tuple[int, int]:
    try:
        status = os.stat(path)
    except OSError:
        return _NEVER
    return status.st_mtime_ns, status.st_size
