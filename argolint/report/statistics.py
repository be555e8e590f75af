"""The report that counts findings by rule."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from argolint.report.summary import closing_line

if TYPE_CHECKING:
    from argolint.project.session import Report
    from argolint.report.style import Style


def render(report: Report, style: Style) -> str:
    """One line a rule, the most frequent first, and a closing line."""
    counted = Counter((one.rule, one.severity) for one in report.diagnostics)
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    digits = len(f"{ranked[0][1]:,}") if ranked else 0
    lines = [
        f"{number:>{digits},}  {style.paint(f'{severity}[{rule}]', severity)}\n" for (rule, severity), number in ranked
    ]
    text = "".join(lines)
    return f"{text}\n{closing_line(report, style)}".lstrip("\n") if style.summary else text
