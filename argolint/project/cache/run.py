"""A check of files of which an earlier run may have said all: then nothing is loaded that reads YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.project.cache.contents import Content, Sources, digest, new_digest, read_contents
from argolint.project.cache.keys import environment_key, settings_key
from argolint.project.cache.rows import report_of
from argolint.project.cache.store import Run, Shown, Store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from argolint.project.cache.changed import Checked
    from argolint.project.outcome import Report, Settings

    ByFile = Callable[[str], Settings]
    Progress = Callable[[int, int], None]

DAMAGED = (TypeError, ValueError, KeyError, IndexError, AttributeError)
"""What comes of rows that are not as they were written."""


class Given(NamedTuple):
    """All that goes into a run."""

    contents: dict[str, Content]
    settings: dict[str, bytes]
    """The key of the settings of each file."""
    by_file: ByFile
    isolated: bool
    jobs: int

    def key(self) -> bytes:
        """What stands for it, but for the files around."""
        hashed = new_digest()
        for path, content in self.contents.items():
            hashed.update(path.encode("utf-8", "surrogateescape") + b"\0" + content.digest + self.settings[path])
        return hashed.digest()


def given(paths: Sequence[str], by_file: ByFile, *, isolated: bool, jobs: int) -> Given:
    """Read all that goes into a run."""
    settings = {path: by_file(path) for path in paths}
    # Files with the same settings share one object.
    distinct = {id(one): one for one in settings.values()}
    known = {number: settings_key(one, isolated=isolated) for number, one in distinct.items()}
    keys = {path: known[id(one)] for path, one in settings.items()}
    return Given(read_contents(paths), keys, lambda path: settings.get(path) or by_file(path), isolated, jobs)


class Memory:
    """A check of files, and what is known of it from earlier runs.

    `form` is how it shall be shown: then it is kept once that is done, and otherwise at once.
    """

    def __init__(
        self, paths: Sequence[str], by_file: ByFile, *, isolated: bool, jobs: int = 0, form: object = None
    ) -> None:
        self._store = Store(environment_key())
        self._given = given(paths, by_file, isolated=isolated, jobs=jobs)
        self._accepts = any(by_file(path).baseline is not None for path in paths)
        self._form = _form_key(form) if form is not None else b""
        self._key = self._given.key()
        run = self._store.run()
        self._run = run if run is not None and run.key == self._key and _same_around(run, paths) else None
        self._checked: Checked | None = None

    @property
    def known(self) -> dict[int, str]:
        """How findings of the report look in the form, by their identity; who shows it adds the others."""
        return self._checked.known if self._checked is not None else {}

    def shown(self) -> Shown | None:
        """What a run like this one printed in the form."""
        found = self._run.shown.get(self._form) if self._run is not None and not self._accepts else None
        return Shown(*found) if found is not None else None

    def show(self, text: str, status: int) -> None:
        """Keep the run with what it printed in the form."""
        if self._run is not None and not self._accepts:
            self._run.shown[self._form] = text, int(status)
            if self._checked is None:
                self._store.rewrite(self._run)
        self.keep()

    def keep(self) -> None:
        """Keep the run."""
        if self._checked is not None:
            self._checked.keep(self._store, self._form)

    def report(self, progress: Progress | None = None) -> Report:
        """The report; what earlier runs said is taken over where nothing has changed that it rests on."""
        if self._run is not None:
            try:
                return report_of(self._store.report(), self._given.contents, Sources(self._given.contents))
            except DAMAGED:
                pass
        from argolint.project.cache.changed import check_changed

        self._checked = check_changed(self._given, self._key, self._store, progress, self._form)
        self._run = self._checked.run
        if not self._form:
            self.keep()
        return self._checked.report


def check(
    paths: Sequence[str], by_file: ByFile, *, isolated: bool, jobs: int = 0, progress: Progress | None = None
) -> Report:
    """Check files, with the help of what earlier runs said."""
    return Memory(paths, by_file, isolated=isolated, jobs=jobs).report(progress)


def _form_key(form: object) -> bytes:
    return digest(repr(form).encode())


def _same_around(run: Run, paths: Sequence[str]) -> bool:
    if run.outside is None:
        return True
    from argolint.project.surroundings import Surroundings  # few runs ask for anything around their files

    return Surroundings(paths).digest() == run.outside
