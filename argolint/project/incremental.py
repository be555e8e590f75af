"""A workspace that changes: after each change only those files are checked again of which more may have to be said.

What a check says of a file follows from its text, its settings, and the answers to what it asked of all the others. So
it is kept with the digests of these, and stays true as long as they are the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.names import Definitions, Query
from argolint.names.definitions import EVERYTHING, OUTSIDE
from argolint.project.cache.contents import digest
from argolint.project.checking import Checker, Rulebook
from argolint.project.defaults import with_defaults
from argolint.project.joining import whole
from argolint.project.library import Shelf
from argolint.project.session import file_definitions

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from argolint.diagnostic import Diagnostic
    from argolint.model.suppressions import Word
    from argolint.names import Definition
    from argolint.project.files import LoadedFile
    from argolint.project.library import WorkspaceLibrary
    from argolint.project.outcome import FileReport, Report, Settings
    from argolint.project.session import ByFile, Progress
    from argolint.source import SourceFile, Span


class Verdict(NamedTuple):
    """What was said of a file, and what that rests on."""

    report: FileReport
    settings: Settings
    answers: Mapping[Query, bytes]
    """The digest of the answer to each question that was asked; from disk, a question is a plain tuple."""


class Remarks(NamedTuple):
    """What was said about the suppressions in a file, given the words that suppressed any finding."""

    used: frozenset[Word]
    settings: Settings
    diagnostics: tuple[Diagnostic, ...]


class Tracked:
    """A file, what it defines for others, and what was last said of it."""

    __slots__ = ("content", "defined", "remarks", "verdict")

    def __init__(
        self,
        content: bytes,
        defined: Sequence[Definition] | None = None,
        verdict: Verdict | None = None,
        remarks: Remarks | None = None,
    ) -> None:
        self.content = content
        self.defined = defined
        self.verdict = verdict
        self.remarks = remarks


class Answers:
    """The digests of the answers to questions about a workspace as it is at one moment."""

    def __init__(
        self,
        defined: Definitions,
        tracked: Mapping[str, Tracked],
        outside: WorkspaceLibrary | None,
        by_file: ByFile,
    ) -> None:
        self._defined = defined
        self._tracked = tracked
        self._outside = outside
        self._by_file = by_file
        self._known: dict[Query, bytes] = {}

    def __getitem__(self, query: Query) -> bytes:
        found = self._known.get(query)
        if found is None:
            found = self._known[query] = self._digest(query)
        return found

    def agree(self, answers: Mapping[Query, bytes]) -> bool:
        """Whether the answers to some questions are what they were."""
        known = self._known
        for query in answers.keys() - known.keys():
            known[query] = self._digest(query)
        return answers.items() <= known.items()

    def _digest(self, query: Query) -> bytes:
        if query == OUTSIDE:
            return self._outside.digest() if self._outside is not None else b""
        if query == EVERYTHING:
            all_files = (f"{path}\0{self._content(path)}" for path in self._tracked)
            return digest(self[OUTSIDE] + "\0".join(all_files).encode("utf-8", "surrogatepass"))
        answer = self._defined.answer(Query(*query))
        parts = [str(answer)] if isinstance(answer, bool) else list(map(self._part, answer))
        return digest("\0".join(parts).encode("utf-8", "surrogatepass"))

    def _part(self, found: Definition | str) -> str:
        if isinstance(found, str):
            return found
        # All of the object may be looked at, and its place may be told: so the whole content of its file counts.
        return f"{found.file}\0{self._content(found.file)}\0{found.place}"

    def _content(self, path: str) -> str:
        """What stands for a file with what is put under its workflows."""
        defaults = self._by_file(path).workflow_defaults
        content = self._tracked[path].content.hex()
        return content if defaults is None else f"{content}\0{defaults.text}"


class Project:
    """The files of a workspace in order, and what is to be said of them as they are now."""

    def __init__(
        self, by_file: ByFile, load: Callable[[str], LoadedFile], outside: WorkspaceLibrary | None = None
    ) -> None:
        self._by_file = by_file
        self.outside = outside
        self.tracked: dict[str, Tracked] = {}
        self._shelf = Shelf((), lambda path: self._finished(load(path)))
        self._rulebook = Rulebook()
        self._definitions: Definitions | None = None

    @property
    def by_file(self) -> ByFile:
        """The settings of each file."""
        return self._by_file

    @by_file.setter
    def by_file(self, by_file: ByFile) -> None:
        for path in self.tracked:
            if by_file(path).workflow_defaults != self._by_file(path).workflow_defaults:
                self._shelf.forget(path)
        self._by_file = by_file

    def _finished(self, file: LoadedFile) -> LoadedFile:
        return with_defaults(file, self._by_file(file.source.path).workflow_defaults)

    def update(self, path: str, file: LoadedFile | None, content: bytes = b"") -> None:
        """Take a file as it now is, with the digest of its content; without one it is gone."""
        before = self.tracked.get(path)
        if file is None:
            self._shelf.forget(path)
            if self.tracked.pop(path, None) is not None:
                self._definitions = None
            return
        file = self._finished(file)
        self._shelf.put(file)
        defined = file_definitions([file])
        if before is None or before.defined != defined:
            self._definitions = None
        if before is None:
            self.tracked[path] = Tracked(content, defined)
        elif before.content != content:
            before.content, before.defined, before.verdict, before.remarks = content, defined, None, None

    def adopt(self, path: str, tracked: Tracked) -> None:
        """Take over what is known of a file that has not been read into a tree."""
        self.tracked[path] = tracked
        self._shelf.forget(path)
        self._definitions = None

    def arrange(self, paths: Iterable[str]) -> None:
        """Put the files into an order, and forget those that are not in it."""
        before = list(self.tracked)
        self.tracked = {path: self.tracked[path] for path in paths if path in self.tracked}
        for path in before:
            if path not in self.tracked:
                self._shelf.forget(path)
        if list(self.tracked) != before:
            self._definitions = None

    def defined(self) -> Iterator[Definition]:
        """What all files define, in order."""
        for path, tracked in self.tracked.items():
            if tracked.defined is None:
                tracked.defined = file_definitions([self._shelf.file(path)])
            yield from tracked.defined

    def file(self, path: str) -> LoadedFile:
        """A file as it was last taken, or read again."""
        return self._shelf.file(path)

    def release(self, keep: Collection[str], most: int) -> bool:
        """With more than so many files at hand, let go of all but some; whether that was done."""
        if len(self._shelf) <= max(most, len(keep)):
            return False
        self._shelf.keep_only(keep)
        return True

    def settle(self, paths: Iterable[str]) -> None:
        """Check those of some files of which more may have to be said than is known."""
        checker, answers = self._ready()
        for path in paths:
            if path in self.tracked and not self._is_valid(path, answers):
                self._check([path], checker, answers)

    def diagnostics(self, path: str, pause: Callable[[], None] | None = None) -> tuple[Diagnostic, ...]:
        """What is to be said of one file; the others are taken as they were when they were last checked.

        It may be given up: `pause` is called again and again, and nothing is kept if it raises something.
        """
        checker, answers = self._ready()
        if path in self.tracked and not self._is_valid(path, answers):
            self._check([path], checker, answers, pause=pause)
        report = self._whole(checker)
        return tuple(found for found in report.diagnostics if found.file == path)

    def glance(self, path: str, within: Span) -> list[Diagnostic]:
        """What is to be said of a part of a file as far as that part alone tells; nothing of it is kept."""
        checker, _ = self._ready()
        return checker.glance(self._shelf.file(path), self.by_file(path), within)

    def check(self, progress: Progress | None = None) -> Report:
        """Check all files of which more may have to be said than is known, and report on all."""
        checker, answers = self._ready()
        stale = [path for path in self.tracked if not self._is_valid(path, answers)]
        self._check(stale, checker, answers, progress)
        return self._whole(checker)

    def take(self, reports: Iterable[FileReport]) -> None:
        """Take over what was said elsewhere of files as they are now."""
        _, answers = self._ready()
        for report in reports:
            self._take(report.source.path, report, answers)

    def _ready(self) -> tuple[Checker, Answers]:
        if self._definitions is None:
            self._definitions = Definitions(self.defined())
        answers = Answers(self._definitions, self.tracked, self.outside, self._by_file)
        return Checker(self._definitions, self._shelf, self.outside, self._rulebook), answers

    def _is_valid(self, path: str, answers: Answers) -> bool:
        verdict = self.tracked[path].verdict
        if verdict is None or not answers.agree(verdict.answers):
            return False
        settings = self._by_file(path)
        return settings is verdict.settings or settings == verdict.settings

    def _check(
        self,
        paths: Sequence[str],
        checker: Checker,
        answers: Answers,
        progress: Progress | None = None,
        pause: Callable[[], None] | None = None,
    ) -> None:
        checker.prepare(map(self._shelf.file, paths), self._by_file)
        for done, path in enumerate(paths, 1):
            self._take(path, checker.check(self._shelf.file(path), self._by_file(path), pause), answers)
            if progress is not None:
                progress(done, len(paths))

    def _take(self, path: str, report: FileReport, answers: Answers) -> None:
        known = {query: answers[query] for query in report.asked}
        self.tracked[path].verdict = Verdict(report, self._by_file(path), known)

    def _whole(self, checker: Checker) -> Report:
        reports = [at.verdict.report for at in self.tracked.values() if at.verdict is not None]

        def remarks(source: SourceFile, used: frozenset[Word]) -> Sequence[Diagnostic]:
            path = source.path
            tracked, settings = self.tracked[path], self._by_file(path)
            known = tracked.remarks
            if known is None or (known.used, known.settings) != (used, settings):
                known = tracked.remarks = Remarks(used, settings, tuple(checker.remarks(path, used, settings)))
            return known.diagnostics

        return whole(reports, remarks)
