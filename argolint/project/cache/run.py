"""A check of files of which an earlier run may have said all: then nothing is loaded that reads YAML."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from argolint.project.cache.contents import DIGEST_SIZE, Content, Sources, read_contents
from argolint.project.cache.keys import environment_key, settings_key
from argolint.project.cache.rows import report_of
from argolint.project.cache.store import Run, Store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
        hashed = blake2b(digest_size=DIGEST_SIZE)
        for path, content in self.contents.items():
            hashed.update(path.encode("utf-8", "surrogateescape") + b"\0" + content.digest + self.settings[path])
        return hashed.digest()


def check(
    paths: Sequence[str], by_file: ByFile, *, isolated: bool, jobs: int = 0, progress: Progress | None = None
) -> Report:
    """Check files; what earlier runs said of them is taken over where nothing has changed that it rests on."""
    store = Store(environment_key())
    given = Given(read_contents(paths), _settings_keys(paths, by_file, isolated), by_file, isolated, jobs)
    sources = Sources(given.contents)
    key = given.key()
    run = store.run()
    if run is not None and run.key == key and _same_around(run, paths):
        try:
            return report_of(run.report, given.contents, sources)
        except DAMAGED:
            pass
    from argolint.project.cache.changed import check_changed

    return check_changed(given, key, store, sources, progress)


def _settings_keys(paths: Sequence[str], by_file: ByFile, isolated: bool) -> dict[str, bytes]:
    known: dict[int, bytes] = {}
    keys = {}
    for path in paths:
        settings = by_file(path)
        key = known.get(id(settings))
        if key is None:
            key = known[id(settings)] = settings_key(settings, isolated=isolated)
        keys[path] = key
    return keys


def _same_around(run: Run, paths: Sequence[str]) -> bool:
    if run.outside is None:
        return True
    from argolint.project.surroundings import Surroundings  # few runs ask for anything around their files

    return Surroundings(paths).digest() == run.outside
