"""Many reports on single files, put together to the one report of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.project.outcome import Report
from argolint.rules.registry import all_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from argolint.diagnostic import Diagnostic
    from argolint.model.suppressions import Word
    from argolint.project.outcome import FileReport
    from argolint.source import SourceFile

_NOTHING: frozenset[Word] = frozenset()


def whole(
    reports: Sequence[FileReport], remarks: Callable[[SourceFile, frozenset[Word]], Iterable[Diagnostic]]
) -> Report:
    """The report of a run; `remarks` tells what there is to say about the suppressions in a file.

    Whether a suppression is of use, only the checks of all files tell together.
    """
    used = words_used(reports)
    told: list[Diagnostic] = []
    for report in reports:
        if report.marked:
            told += remarks(report.source, used.get(report.source.path, _NOTHING))
    diagnostics = [found for report in reports for found in report.diagnostics]
    if told:
        order = {report.source.path: at for at, report in enumerate(reports)}
        diagnostics += told
        diagnostics.sort(key=lambda at: (order.get(at.file, len(order)), at.span, at.rule, at.message))
    return Report(
        files=tuple(report.source for report in reports),
        objects=tuple(item for report in reports for item in report.objects),
        diagnostics=_said_once(diagnostics),
    )


def words_used(reports: Iterable[FileReport]) -> dict[str, frozenset[Word]]:
    """The words that suppressed any finding, by the path of their file."""
    used: dict[str, set[Word]] = {}
    for report in reports:
        for path, word in report.used:
            used.setdefault(path, set()).add(word)
    return {path: frozenset(words) for path, words in used.items()}


def _said_once(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Without the repetitions of rules that say each of their messages once in a run."""
    once = {rule.name for rule in all_rules() if rule.once}
    said: set[tuple[str, str]] = set()
    kept = []
    for found in diagnostics:
        key = found.rule, found.message
        if found.rule not in once or key not in said:
            kept.append(found)
            said.add(key)
    return tuple(kept)
