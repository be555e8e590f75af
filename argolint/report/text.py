"""The report for people: each finding with the lines it speaks of."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from argolint.project.paths import ShownPaths
from argolint.report.display import displayable
from argolint.report.excerpt import Mark, excerpt, last_line
from argolint.report.summary import closing_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.diagnostic import Diagnostic, Label
    from argolint.project.session import Report
    from argolint.report.style import Style


def render(report: Report, style: Style, known: dict[int, str] | None = None) -> str:
    """Every finding with excerpts and help, and a closing line.

    `known` holds what findings come to, by their identity, as far as that is known; all of it is, afterwards.
    """
    paths = ShownPaths()
    known = {} if known is None else known
    parts: list[str] = []
    for diagnostic in report.diagnostics:
        text = known.get(id(diagnostic))
        if text is None:
            lines = finding_lines(diagnostic, paths, style)
            text = known[id(diagnostic)] = "\n".join([*lines, "", ""])
        parts.append(text)
    return "".join([*parts, closing_line(report, style)] if style.summary else parts)


def headline(diagnostic: Diagnostic, paths: ShownPaths, style: Style) -> str:
    """The one line that says it all: place, severity, rule, message."""
    line, column = diagnostic.start
    place = style.paint(f"{displayable(paths[diagnostic.file])}:{line}:{column}:", "place")
    kind = style.paint(f"{diagnostic.severity}[{diagnostic.rule}]:", diagnostic.severity)
    return f"{place} {kind} {displayable(diagnostic.message)}"


def finding_lines(diagnostic: Diagnostic, paths: ShownPaths, style: Style) -> Iterator[str]:
    """One finding in full."""
    yield headline(diagnostic, paths, style)
    source = diagnostic.source
    here = [label for label in diagnostic.labels if label.file == source.path]
    elsewhere = [label for label in diagnostic.labels if label.file != source.path]
    marks = [Mark(diagnostic.span, diagnostic.severity, "^"), *map(_mark, here)]
    gutter = _gutter(diagnostic, marks)
    if source.text:
        yield from excerpt(source, marks, gutter, style)
    for _, group in groupby(elsewhere, lambda label: label.file):
        yield from _other_file(list(group), gutter, paths, style)
    if diagnostic.help:
        yield f"{style.paint('help:', 'help')} {displayable(diagnostic.help)}"


def _mark(label: Label) -> Mark:
    return Mark(label.span, "label", "-", label.message)


def _gutter(diagnostic: Diagnostic, marks: list[Mark]) -> int:
    lines = [last_line(diagnostic.source, marks), *(label.line for label in diagnostic.labels)]
    return len(str(max(lines)))


def _other_file(labels: list[Label], gutter: int, paths: ShownPaths, style: Style) -> Iterator[str]:
    first = labels[0]
    place = f"{displayable(paths[first.file])}:{first.line}:{first.column}"
    yield f"{'':{gutter}}{style.paint('-->', 'gutter')} {style.paint(place, 'place')}"
    if first.source.text:
        yield from excerpt(first.source, [_mark(label) for label in labels], gutter, style)
