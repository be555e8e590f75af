"""The report with one line a finding, for searching and counting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.project.paths import ShownPaths
from argolint.report.summary import closing_line
from argolint.report.text import headline

if TYPE_CHECKING:
    from argolint.project.session import Report
    from argolint.report.style import Style


def render(report: Report, style: Style) -> str:
    """One line a finding, and a closing line."""
    paths = ShownPaths()
    text = "".join(f"{headline(diagnostic, paths, style)}\n" for diagnostic in report.diagnostics)
    return text + closing_line(report, style) if style.summary else text
