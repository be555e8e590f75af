"""Applies the fixes of a report to texts, round after round until none is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.diagnostic import Severity
from argolint.source import SourceFile
from argolint.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from argolint.diagnostic import Diagnostic, Edit
    from argolint.project.outcome import Report

    Texts = Mapping[str, str]

_MOST_ROUNDS = 30
"""A fix can bring another finding to light, and that one the next; more than a few in a row are a mistake of ours."""


class Mended(NamedTuple):
    """What fixing came to: the report on the new texts, those texts by path, and the findings that were fixed."""

    report: Report
    texts: dict[str, str]
    fixed: tuple[Diagnostic, ...]


def mend(report: Report, check_again: Callable[[Texts], Report], *, unsafe: bool) -> Mended:
    """Apply the fixes of a report, check the new texts, and so on until no fix applies; nothing is written.

    `check_again` is given the texts that have changed so far, by path. Fixes that would touch the same characters
    wait for the next round, the first in the text goes first. A fix is left out that would make a file parse worse.
    """
    texts: dict[str, str] = {}
    fixed: list[Diagnostic] = []
    seen = {frozenset(texts.items())}
    for _ in range(_MOST_ROUNDS):
        round_ = _next_round(report, unsafe)
        if not round_.fixed:
            break
        coming = {**texts, **round_.texts}
        if frozenset(coming.items()) in seen:
            break
        texts = coming
        seen.add(frozenset(texts.items()))
        fixed += round_.fixed
        report = check_again(texts)
    return Mended(report, texts, tuple(fixed))


class _Round(NamedTuple):
    texts: dict[str, str]
    fixed: list[Diagnostic]


def _next_round(report: Report, unsafe: bool) -> _Round:
    sources = {source.path: source for source in report.files}
    chosen = _without_clashes(_fixable(report.diagnostics, sources, unsafe))
    texts = _applied(chosen, sources)
    if any(_parses_worse(sources[path], text) for path, text in texts.items()):
        chosen = _harmless(chosen, sources)
        texts = _applied(chosen, sources)
    return _Round(texts, chosen)


def _fixable(diagnostics: Iterable[Diagnostic], sources: Mapping[str, SourceFile], unsafe: bool) -> list[Diagnostic]:
    """The findings whose fix may be applied; one that reaches into a file that was not named may not.

    What seems to be of no use may be so because of another mistake: it stays until all errors are gone.
    """
    found = list(diagnostics)
    wrong = any(one.severity is Severity.ERROR for one in found)
    return [
        one
        for one in found
        if one.fix is not None
        and (one.fix.safe or (unsafe and not (wrong and _only_cuts(one))))
        and all(edit.source.path in sources for edit in one.fix.edits)
    ]


def _only_cuts(found: Diagnostic) -> bool:
    return found.severity is not Severity.ERROR and not any(edit.text for edit in _edits(found))


def _without_clashes(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    taken: dict[str, set[tuple[int, int, str]]] = {}
    kept = []
    for found in diagnostics:
        edits = _edits(found)
        if not any(_clashes(edit, taken.get(edit.source.path, ())) for edit in edits):
            kept.append(found)
            for edit in edits:
                taken.setdefault(edit.source.path, set()).add((*edit.span, edit.text))
    return kept


def _edits(found: Diagnostic) -> tuple[Edit, ...]:
    return found.fix.edits if found.fix is not None else ()


def _clashes(edit: Edit, taken: Iterable[tuple[int, int, str]]) -> bool:
    """Whether an edit touches another one; the very same edit of two findings is made once."""
    mine = (*edit.span, edit.text)
    return mine not in taken and any(edit.span.start <= end and start <= edit.span.end for start, end, _ in taken)


def _applied(diagnostics: Iterable[Diagnostic], sources: Mapping[str, SourceFile]) -> dict[str, str]:
    by_path: dict[str, set[tuple[int, int, str]]] = {}
    for found in diagnostics:
        for edit in _edits(found):
            by_path.setdefault(edit.source.path, set()).add((*edit.span, edit.text))
    texts = {path: _edited(sources[path].text, edits) for path, edits in by_path.items()}
    return {path: text for path, text in texts.items() if text != sources[path].text}


def _edited(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    at = 0
    for start, end, replacement in sorted(edits):
        parts += text[at:start], replacement
        at = end
    return "".join([*parts, text[at:]])


def _harmless(diagnostics: Sequence[Diagnostic], sources: Mapping[str, SourceFile]) -> list[Diagnostic]:
    """The findings whose fixes, taken one by one, leave all files as readable as they are."""
    kept: list[Diagnostic] = []
    for found in diagnostics:
        texts = _applied([*kept, found], sources)
        if not any(_parses_worse(sources[edit.source.path], texts.get(edit.source.path)) for edit in _edits(found)):
            kept.append(found)
    return kept


def _parses_worse(source: SourceFile, text: str | None) -> bool:
    return text is not None and _complaints(SourceFile(source.path, text)) > _complaints(source)


def _complaints(source: SourceFile) -> int:
    return sum(len(document.problems) for document in parse(source))
