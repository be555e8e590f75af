"""A folder as an editor sees it: its files on disk, with the texts that are open in their place."""

from __future__ import annotations

import os
from time import perf_counter
from typing import TYPE_CHECKING, Any

from argolint.ide.actions import smallest
from argolint.ide.exports import exports_of
from argolint.ide.files import Files
from argolint.ide.glance import Checked, change_between, change_since, combined
from argolint.ide.objects import objects_of
from argolint.ide.outline import named
from argolint.ide.recovery import load_recovered
from argolint.ide.snapshot import Kept, Snapshot
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
    from argolint.ide.exports import Exports
    from argolint.ide.outline import Named
    from argolint.project.files import LoadedFile

_OURS = "argoproj.io"
_NEVER: tuple[int, int] = (-1, -1)
_LONG = 8_000
"""Characters of a file from which on what is edited is checked before the rest."""
_AT_HAND = 300
"""So many files may be at hand as trees before those that nobody has open are let go."""


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
        self._disk: dict[str, tuple[int, int]] = {}
        self._order: tuple[str, ...] = ()
        self._waiting: list[str] = []
        self._unchecked: list[str] = []
        self._is_known = False
        self._project = self._new_project()
        self._checked: dict[str, Checked] = {}
        self._typed: dict[str, int] = {}
        self._exports: dict[str, Exports] = {}
        self._named: dict[str, tuple[Named, ...]] = {}
        self._snapshot: Snapshot | None = None
        self._changed: set[str] = set()
        self.look()
        self._is_known = not self._waiting

    @property
    def is_complete(self) -> bool:
        """Whether all files on disk have been read."""
        return not self._waiting

    @property
    def left(self) -> int:
        """How many steps are left, of which each file takes two: it is read, and then checked."""
        return 2 * len(self._waiting) + len(self._unchecked)

    def holds(self, path: str) -> bool:
        """Whether a file belongs here by its place."""
        return self.root is not None and (self.root == "." or path.startswith(self.root + os.sep))

    def write(self, source: SourceFile) -> None:
        """Open a file with a text, or take its new text."""
        before = self._open.get(source.path)
        file = self._open[source.path] = load_source(source)
        if before is not None:
            self._typed[source.path] = change_between(before.source.text, source.text).end
        self._take(source.path, file)
        if before is None:
            self._arrange()

    def close(self, path: str) -> None:
        """Close a file: what is on disk counts again."""
        self._open.pop(path, None)
        self._checked.pop(path, None)
        self._typed.pop(path, None)
        self._disk.pop(path, None)
        is_listed = path in self._order and os.path.exists(path)
        if is_listed:
            self._disk[path] = _stamp(path)
        self._take(path, load_path(path) if is_listed else None)
        self.look()

    def text(self, path: str) -> SourceFile | None:
        """The text of a file as it now is."""
        return self._project.file(path).source if path in self._open or path in self._disk else None

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
        self._waiting = [path for path in reversed(self._order) if self._disk.get(path) != _stamp(path)]

    def configure(self) -> None:
        """Read the configuration again."""
        self.problem = None
        self._configurations = Configurations(self._given)
        self._snapshot = None
        self.look()
        self._unchecked = list(self._order)

    def read_some(self, seconds: float) -> bool:
        """Read files for so long, and tell whether any are left."""
        if not self._waiting:
            return False
        end = perf_counter() + seconds
        while self._waiting and perf_counter() < end:
            path = self._waiting.pop()
            self._disk[path] = _stamp(path)
            if path not in self._open:
                self._take(path, load_path(path))
                self._unchecked.append(path)
        self.release(_AT_HAND)
        if not self._waiting:
            self._arrange()
            if not self._is_known:
                # Until now, nothing was said about what may have been in files that had not been read.
                self._is_known = True
                self._snapshot = None
        return bool(self._waiting)

    def check_some(self, seconds: float) -> bool:
        """Check files that are not open for so long, and note what stands in them; tell whether any are left."""
        if not self._unchecked:
            return False
        end = perf_counter() + seconds
        taken: list[str] = []

        def due() -> Iterator[str]:
            while self._unchecked and (not taken or perf_counter() < end):
                taken.append(self._unchecked.pop())
                yield taken[-1]

        self._project.settle(due())
        snapshot = self.snapshot()
        for path in taken:
            if path in snapshot.files:
                snapshot.symbols(path)
        self.release(_AT_HAND)
        if not self._unchecked and self.snapshot().is_partial:
            self._snapshot = self.snapshot().completed()
        return bool(self._unchecked)

    def finish(self) -> None:
        """Read and check all that is left, for those who cannot do with a part."""
        while self.read_some(1) or self.check_some(1):
            pass

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
        """All files as they now are; of those that are being written, what can be read of them."""
        if self._snapshot is None:
            files = Files(
                {path: self._readable(path) for path in self._open}, dict.fromkeys(self._disk), self._project.file
            )
            definitions = {path: at.defined for path, at in self._project.tracked.items() if at.defined is not None}
            on_disk = self._disk.keys() - self._open.keys()
            exports = {path: found for path, found in self._exports.items() if path in on_disk}
            names = {path: found for path, found in self._named.items() if path in on_disk}
            known = Kept(definitions, exports, {}, names)
            self._snapshot = Snapshot(
                files, self.settings(self.root or ""), known, is_partial=bool(self._waiting or self._unchecked)
            )
        elif self._changed:
            tracked = self._project.tracked
            self._snapshot = (
                self._snapshot.without(*(path for path in self._changed if path not in tracked))
                .replaced(*(self._readable(path) for path in self._changed if path in self._open))
                .reread(*(self._project.file(path) for path in self._changed & tracked.keys() - self._open.keys()))
            )
        self._changed.clear()
        return self._snapshot

    def _readable(self, path: str) -> LoadedFile:
        file = self._open[path]
        if all(document.root is not None for document, _ in file.documents):
            return file
        return load_recovered(file.source, self._typed.get(path))

    def settings(self, path: str) -> Settings:
        """How a file is checked; a configuration with mistakes counts as none."""
        try:
            found = self._configurations.settings(path)
        except UsageError as error:
            self.problem = error.message
            found = Settings()
        return found if self._is_known else found._replace(references="lenient")

    def _excludes(self, path: str) -> bool:
        try:
            return self._configurations.excludes(path)
        except UsageError as error:
            self.problem = error.message
            return False

    def _take(self, path: str, file: LoadedFile | None) -> None:
        self._changed.add(path)
        if file is None:
            self._project.update(path, None)
            self._exports.pop(path, None)
            self._named.pop(path, None)
        else:
            self._project.update(path, file, digest(file.source.text.encode("utf-8", "surrogatepass")))
            if path not in self._open:
                self._exports[path] = exports_of(file)
                self._named[path] = tuple(named(file.source, objects_of(file)))

    def release(self, most: int = 0) -> None:
        """With more than so many files at hand, let go of those that nobody has open: what is known of them stays."""
        if self._project.release(self._open, most) and self._snapshot is not None:
            self._snapshot = self._snapshot.replaced()

    def _arrange(self) -> None:
        listed = set(self._order)
        self._project.arrange([*self._order, *(path for path in self._open if path not in listed)])

    def _new_project(self) -> Project:
        outside = WorkspaceLibrary(_Listed(self)) if self.root == "." else None
        return Project(self.settings, self._load, outside)

    def _load(self, path: str) -> LoadedFile:
        return self._open.get(path) or load_path(path)


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
