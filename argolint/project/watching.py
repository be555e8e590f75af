"""Files that are checked again and again, each time as they are then."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from argolint.project.cache.changed import check_changed
from argolint.project.cache.contents import read_contents
from argolint.project.cache.keys import environment_key
from argolint.project.cache.run import given
from argolint.project.cache.store import Store
from argolint.project.files import load
from argolint.project.library import WorkspaceLibrary
from argolint.project.outcome import without_accepted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from argolint.project.cache.contents import Content
    from argolint.project.incremental import Project
    from argolint.project.outcome import Report
    from argolint.project.session import ByFile, Progress


class LiveCheck:
    """A check that is done anew after each change; only the first one reads and parses everything."""

    def __init__(self, *, isolated: bool, remembers: bool) -> None:
        self._isolated = isolated
        self._remembers = remembers
        self._contents: dict[str, Content] = {}
        self._project: Project | None = None

    def report(self, paths: Sequence[str], by_file: ByFile, *, jobs: int, progress: Progress | None = None) -> Report:
        """Check the files of these paths as they are now."""
        if self._project is None:
            report = self._first(paths, by_file, jobs, progress)
        else:
            report = self._next(self._project, paths, by_file, progress)
        return without_accepted(report, by_file)

    def _first(self, paths: Sequence[str], by_file: ByFile, jobs: int, progress: Progress | None) -> Report:
        read = given(paths, by_file, isolated=self._isolated, jobs=jobs)
        store = Store(environment_key()) if self._remembers else None
        checked = check_changed(read, read.key(), store, progress)
        if store is not None:
            checked.keep(store, b"")
        self._contents, self._project = read.contents, checked.project
        return checked.report

    def _next(self, project: Project, paths: Sequence[str], by_file: ByFile, progress: Progress | None) -> Report:
        contents = read_contents(paths)
        # The same map still serves those who look at a file later.
        self._contents.clear()
        self._contents.update(contents)
        for path, content in contents.items():
            known = project.tracked.get(path)
            if known is None or known.content != content.digest:
                project.update(path, load(path, content.data), content.digest)
        project.arrange(paths)
        project.by_file = by_file
        project.outside = None if self._isolated else WorkspaceLibrary(paths)
        return project.check(progress)


def state(paths: Iterable[str]) -> dict[str, tuple[int, int, int]]:
    """What tells in passing whether files may have changed."""
    found = {}
    for path in paths:
        try:
            status = os.stat(path)
        except OSError:
            continue
        found[path] = status.st_mtime_ns, status.st_size, status.st_ino
    return found
