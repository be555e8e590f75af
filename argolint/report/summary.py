"""Counts of what a check found, and the sentence that closes a report."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from argolint.diagnostic import Severity

if TYPE_CHECKING:
    from argolint.project.session import Report
    from argolint.report.style import Style


class Counts(NamedTuple):
    """How many files and objects were checked, and how many findings of each severity there are."""

    files: int
    objects: int
    errors: int
    warnings: int
    infos: int


def count(report: Report) -> Counts:
    """The counts of a report."""
    by_severity = Counter(diagnostic.severity for diagnostic in report.diagnostics)
    return Counts(
        files=len(report.files),
        objects=len(report.objects),
        errors=by_severity[Severity.ERROR],
        warnings=by_severity[Severity.WARNING],
        infos=by_severity[Severity.INFO],
    )


def closing_line(report: Report, style: Style) -> str:
    """One sentence about the whole report; empty when there was nothing to check."""
    counts = count(report)
    if report.diagnostics:
        worst = max((one.severity for one in report.diagnostics), key=lambda severity: severity.rank)
        objects = plural(counts.objects, "object")
        found = f"Found {_findings(counts)} in {plural(counts.files, 'file')} ({objects})."
        return style.paint(found, worst) + _accepted(report) + _fixable(report) + "\n"
    if not report.objects:
        return ""
    good = f"All good: {plural(counts.objects, 'object')} in {plural(counts.files, 'file')}."
    return style.paint(good, "good") + _accepted(report) + "\n"


def _accepted(report: Report) -> str:
    return f" {plural(report.accepted, 'finding')} accepted by the baseline." if report.accepted else ""


def _fixable(report: Report) -> str:
    """A second sentence on what `--fix` would mend; empty where it is nothing."""
    fixes = [found.fix.safe for found in report.diagnostics if found.fix is not None]
    safe = sum(fixes)
    parts = ([f"{safe} by `--fix`"] if safe else []) + (
        [f"{len(fixes) - safe} by `--fix --unsafe-fixes`"] if len(fixes) > safe else []
    )
    return f" Can be mended: {' and '.join(parts)}." if parts else ""


def plural(number: int, noun: str) -> str:
    """A number with its noun: `1 file`, `1,900 files`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _findings(counts: Counts) -> str:
    kinds = (counts.errors, "error"), (counts.warnings, "warning"), (counts.infos, "info")
    parts = [plural(number, noun) for number, noun in kinds if number]
    return " and ".join([*([", ".join(parts[:-1])] if parts[:-1] else []), *parts[-1:]])
