"""A check of files of which some have changed since the last run: what still holds of the others is taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.model.suppressions import Word
from argolint.names import Definition
from argolint.names.definitions import EVERYTHING, OUTSIDE
from argolint.project.cache.contents import Sources
from argolint.project.cache.rows import Row, diagnostic_of, diagnostic_row, object_of, object_row, report_row
from argolint.project.cache.run import DAMAGED
from argolint.project.cache.store import Run
from argolint.project.files import load
from argolint.project.incremental import Project, Remarks, Tracked, Verdict
from argolint.project.library import WorkspaceLibrary
from argolint.project.outcome import FileReport
from argolint.project.parallel import check_in_processes, processes
from argolint.rules.engine import INTERNAL_ERROR
from argolint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from argolint.project.cache.run import Given
    from argolint.project.cache.store import Store
    from argolint.project.files import LoadedFile
    from argolint.project.outcome import Report, Settings
    from argolint.project.session import Progress

_AROUND = frozenset({OUTSIDE, EVERYTHING})
"""Questions that may lead to files around those of the run."""
_NOT_SHOWN = (b"", ())
"""Stands for the form in which the findings of a file were shown last, and for their texts in it."""
_MOST_KEPT = 20_000
"""Files that are remembered; beyond that only those of the last run are."""


class Checked(NamedTuple):
    """What came of a check: its report, the run if it may be taken over, and the files as they were checked."""

    report: Report
    run: Run | None
    project: Project
    rows: dict[str, Row]
    """What is known of files, by path."""
    known: dict[int, str]
    """How findings that were taken over look in the form asked for, by their identity."""

    def keep(self, store: Store, form: bytes) -> None:
        """Write down all of it, with how its findings look in a form."""
        failed = {at.file for at in self.report.diagnostics if at.rule == INTERNAL_ERROR}
        for path, tracked in self.project.tracked.items():
            found = tracked.verdict.report.diagnostics if tracked.verdict is not None else ()
            texts = tuple(self.known.get(id(one)) for one in found)
            if texts and None not in texts:
                self.rows[path] = (*self.rows[path][:-1], (form, texts))
        present = self.project.tracked if len(self.rows) > _MOST_KEPT else self.rows
        kept = {path: self.rows[path] for path in present if path not in failed}
        store.write(self.run, report_row(self.report), kept)


def check_changed(
    given: Given, key: bytes, store: Store | None, progress: Progress | None, form: bytes = b""
) -> Checked:
    """Check what has to be checked, and report on all; without a store that is everything."""
    outside = None if given.isolated else WorkspaceLibrary(list(given.contents))
    project = Project(given.by_file, lambda path: load(path, given.contents[path].data), outside)
    rows = store.files() if store is not None else {}
    sources = Sources(given.contents)
    adopted: dict[str, tuple[Verdict | None, Remarks | None]] = {}
    for path in given.contents:
        tracked = _adopted(path, rows.get(path), given, sources)
        if tracked is not None:
            adopted[path] = tracked.verdict, tracked.remarks
            project.adopt(path, tracked)
    _read([path for path in given.contents if path not in adopted], given, project, progress)
    report = project.check(progress)
    known: dict[int, str] = {}
    for path, tracked in project.tracked.items() if store is not None else ():
        verdict, remarks = adopted.get(path, (None, None))
        if path not in adopted or verdict is not tracked.verdict or remarks is not tracked.remarks:
            rows[path] = _row(tracked, given.settings[path])
        elif verdict is not None and rows[path][-1][0] == form:
            known.update(zip(map(id, verdict.report.diagnostics), rows[path][-1][1], strict=False))
    return Checked(report, _run(report, project, key), project, rows, known)


def _read(pending: Sequence[str], given: Given, project: Project, progress: Progress | None) -> None:
    """Take in the files of which nothing is known, in several processes if there are many."""

    def loaded(path: str) -> LoadedFile:
        return load(path, given.contents[path].data)

    count = processes(len(pending), given.jobs)
    if count < 2:
        for path in pending:
            project.update(path, loaded(path), given.contents[path].digest)
        project.arrange(given.contents)
        return

    def among(defined: Sequence[Sequence[Definition]]) -> Iterator[Definition]:
        for path, items in zip(pending, defined, strict=True):
            project.adopt(path, Tracked(given.contents[path].digest, items))
        project.arrange(given.contents)
        return project.defined()

    shared = check_in_processes(pending, count, given.by_file, project.outside, progress, loaded, among)
    project.take(shared.reports)


def _adopted(path: str, row: Row | None, given: Given, sources: Sources) -> Tracked | None:
    """What is known of a file, if it is as it was."""
    if row is None or row[:2] != (given.contents[path].digest, given.settings[path]):
        return None
    try:
        settings = given.by_file(path)
        content, _, defined, verdict, remarks, (_form, _texts) = row
        return Tracked(
            content,
            [Definition(*at) for at in defined],
            _verdict(path, verdict, settings, sources) if verdict is not None else None,
            _remarks(remarks, settings, sources) if remarks is not None else None,
        )
    except DAMAGED:
        return None


def _verdict(path: str, row: Row, settings: Settings, sources: Sources) -> Verdict:
    objects, diagnostics, answers, used, marked = row
    if not isinstance(answers, dict):
        raise TypeError
    report = FileReport(
        source=sources[path],
        objects=tuple(object_of(at, sources) for at in objects),
        diagnostics=tuple(diagnostic_of(at, sources) for at in diagnostics),
        asked=answers.keys(),
        used=frozenset((file, Word(text, Span(start, end))) for file, text, start, end in used),
        marked=marked,
    )
    return Verdict(report, settings, answers)


def _remarks(row: Row, settings: Settings, sources: Sources) -> Remarks:
    used, diagnostics = row
    words = frozenset(Word(text, Span(start, end)) for text, start, end in used)
    return Remarks(words, settings, tuple(diagnostic_of(at, sources) for at in diagnostics))


def _run(report: Report, project: Project, key: bytes) -> Run | None:
    """The run, unless a failure of ours is part of it."""
    if any(at.rule == INTERNAL_ERROR for at in report.diagnostics):
        return None
    verdicts = (at.verdict for at in project.tracked.values())
    asked = any(verdict is not None and not _AROUND.isdisjoint(verdict.answers) for verdict in verdicts)
    return Run(key, project.outside.digest() if asked and project.outside is not None else None, {})


def _row(tracked: Tracked, settings: bytes) -> Row:
    verdict, remarks = tracked.verdict, tracked.remarks
    return (
        tracked.content,
        settings,
        tuple((at.name, str(at.kind), at.file, at.place, at.templates) for at in tracked.defined or ()),
        _verdict_row(verdict) if verdict is not None else None,
        _remarks_row(remarks) if remarks is not None else None,
        _NOT_SHOWN,
    )


def _verdict_row(verdict: Verdict) -> Row:
    report = verdict.report
    return (
        tuple(map(object_row, report.objects)),
        tuple(map(diagnostic_row, report.diagnostics)),
        {(about, word): digest for (about, word), digest in verdict.answers.items()},
        tuple((path, word.text, *word.span) for path, word in report.used),
        report.marked,
    )


def _remarks_row(remarks: Remarks) -> Row:
    return _words(remarks.used), tuple(map(diagnostic_row, remarks.diagnostics))


def _words(words: Iterable[Word]) -> Row:
    return tuple((word.text, *word.span) for word in words)
