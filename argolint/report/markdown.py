"""The report as Markdown, for the page of a CI job or a comment."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.patterns import lazy_pattern
from argolint.project.paths import ShownPaths
from argolint.report.display import displayable
from argolint.report.style import Style
from argolint.report.summary import closing_line

if TYPE_CHECKING:
    from argolint.diagnostic import Diagnostic
    from argolint.project.session import Report

_MOST = 200
"""Findings shown one by one; such pages are cut off at some size."""

_SIGNS = {Severity.ERROR: "🛑", Severity.WARNING: "⚠️", Severity.INFO: "💡"}
_SPECIAL = lazy_pattern(r"[\\|<>*_\[\]]")


def render(report: Report, style: Style) -> str:  # noqa: ARG001  (all formats are called alike)
    """The closing line, how often which rule spoke, and the findings."""
    closing = closing_line(report, Style()) or "Nothing to check.\n"
    if not report.diagnostics:
        return f"## argolint\n\n{closing}"
    paths = ShownPaths()
    counted = Counter((one.severity, one.rule) for one in report.diagnostics)
    ranked = sorted(counted.items(), key=lambda item: (-item[0][0].rank, -item[1], item[0][1]))
    by_rule = "".join(
        f"| {_SIGNS[severity]} {severity} | `{rule}` | {number} |\n" for (severity, rule), number in ranked
    )
    shown = "".join(_row(one, paths) for one in report.diagnostics[:_MOST])
    left = len(report.diagnostics) - _MOST
    more = f"\n… and {left} more.\n" if left > 0 else ""
    return (
        f"## argolint\n\n{closing}\n| severity | rule | findings |\n|---|---|---:|\n{by_rule}\n"
        f"<details><summary>Findings</summary>\n\n| place | finding |\n|---|---|\n{shown}{more}\n</details>\n"
    )


def _row(found: Diagnostic, paths: ShownPaths) -> str:
    line, column = found.start
    text = found.message if found.help is None else f"{found.message}; {found.help}"
    place = f"{paths[found.file]}:{line}:{column}".replace("`", "'").replace("|", "\\|")
    return f"| `{displayable(place)}` | {_SIGNS[found.severity]} {_text(text)} `{found.rule}` |\n"


def _text(text: str) -> str:
    """A text whose backticks go on to mean code; inside them only the bar of tables needs care."""
    parts = displayable(text).split("`")
    closed = len(parts) % 2 == 1
    return "`".join(
        part.replace("|", "\\|") if closed and number % 2 else _SPECIAL.sub(r"\\\g<0>", part)
        for number, part in enumerate(parts)
    )
