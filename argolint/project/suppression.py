"""Where findings meet the comments and annotations that suppress them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.model.suppressions import (
    MARK,
    SuppressionWithoutReason,
    UnknownSuppression,
    UnusedSuppression,
    suppressions,
)
from argolint.rules.engine import INTERNAL_ERROR
from argolint.rules.registry import all_rules, names_of
from argolint.syntax.problems import BrokenYaml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from argolint.diagnostic import Diagnostic
    from argolint.model.suppressions import Suppression, Word
    from argolint.project.files import LoadedFile
    from argolint.project.library import Shelf
    from argolint.project.outcome import Settings
    from argolint.rules.api import Rule
    from argolint.source import SourceFile
    from argolint.syntax import Document

Subject = UnusedSuppression | UnknownSuppression | SuppressionWithoutReason

UNTOLD = frozenset({"unused-suppression", "unknown-suppression", "suppression-without-reason", INTERNAL_ERROR})
"""Rules that no comment suppresses."""
_NEEDS_MORE_FILES = "access"
"""The group whose findings depend on which files are checked together."""


class _OfFile(NamedTuple):
    good: Sequence[Suppression]
    bad: Sequence[UnknownSuppression]


_NOTHING = _OfFile((), ())


class Suppressions:
    """The suppressions of the files of a check, read as findings ask for them."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._by_path: dict[str, _OfFile] = {}

    def hides(self, diagnostic: Diagnostic, settings: Settings) -> Word | None:
        """The word in the finding's file that suppresses it, in the narrowest suppression of several."""
        found = self._of(diagnostic.source).good
        if not found or diagnostic.rule in UNTOLD or is_mandatory(diagnostic.rule, settings):
            return None
        names = names_of(diagnostic.rule)
        start = diagnostic.span.start
        hits = [
            (at.scope.start, word)
            for at in found
            if at.scope.start <= start < at.scope.end
            for word in at.words
            if word.text in names
        ]
        return max(hits)[1] if hits else None

    def subjects(
        self, file: LoadedFile, used: Collection[Word], chosen: Collection[Rule], settings: Settings
    ) -> Iterator[Subject]:
        """What there is to say about the suppressions of a file, given the words that suppressed any finding."""
        good, bad = self._of(file.source)
        yield from bad
        # Of what a chart renders to, more may be found than of its template.
        charts = [document.span for document, _ in file.documents if _is_of_chart(document)]
        for suppression in good:
            in_chart = any(span.start < suppression.scope.end and suppression.span.start < span.end for span in charts)
            yield from self._about(suppression, None if in_chart else used, chosen, settings)

    def _about(
        self, suppression: Suppression, used: Collection[Word] | None, chosen: Collection[Rule], settings: Settings
    ) -> Iterator[Subject]:
        """What there is to say about one; without the words that are of use nothing is said about their use."""
        unused: list[Word] = []
        mandatory: list[Word] = []
        for word in suppression.words:
            meant = [rule for rule in all_rules() if word.text in names_of(rule.name)]
            if not meant:
                problem = f"there is no rule or group `{word.text}` to suppress"
                yield UnknownSuppression(word, problem, tuple(sorted(_all_names())))
            elif all(is_mandatory(rule.name, settings) for rule in meant):
                mandatory.append(word)
            elif used is not None and word not in used and _can_be_judged(word.text, meant, chosen):
                unused.append(word)
        if unused or mandatory:
            yield UnusedSuppression(suppression, tuple(unused), tuple(mandatory))
        if suppression.words and not suppression.reason:
            yield SuppressionWithoutReason(suppression)

    def _of(self, source: SourceFile) -> _OfFile:
        found = self._by_path.get(source.path)
        if found is None:
            found = self._by_path[source.path] = self._read(source)
        return found

    def _read(self, source: SourceFile) -> _OfFile:
        if MARK not in source.text:
            return _NOTHING
        documents = [
            document if document.template is None else document.template.document
            for document, _ in self._shelf.file(source.path).documents
        ]
        return _OfFile(*suppressions(source, documents))


def _is_of_chart(document: Document) -> bool:
    return any(isinstance(problem, BrokenYaml) and problem.chart for problem in document.problems)


def _can_be_judged(word: str, meant: Iterable[Rule], chosen: Collection[Rule]) -> bool:
    """Whether rules ran whose silence tells that a word is of no use."""
    speaking = {rule.name for rule in chosen}
    told = [rule for rule in meant if rule.default or word != rule.group]
    return bool(told) and all(
        rule.name in speaking and not rule.brings and rule.group != _NEEDS_MORE_FILES for rule in told
    )


def is_mandatory(rule: str, settings: Settings) -> bool:
    """Whether the configuration lets nothing hide the findings of a rule."""
    return bool(settings.mandatory) and not names_of(rule).isdisjoint(settings.mandatory)


def _all_names() -> set[str]:
    return {name for rule in all_rules() for name in names_of(rule.name)}
