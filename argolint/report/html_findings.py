"""The findings on a page, by file, each with its source; the script of the page filters them."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from argolint.diagnostic import Severity
from argolint.report.html_page import Section
from argolint.report.html_text import escaped, prose
from argolint.report.style import Style
from argolint.report.summary import closing_line, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.diagnostic import Diagnostic
    from argolint.drawing.model import Drawing
    from argolint.project.paths import ShownPaths
    from argolint.project.session import Report
    from argolint.source import SourceFile, Span

_AROUND: Final = 2
_MOST_LINES: Final = 12
_LONGEST: Final = 240
_SEVERITIES: Final = tuple(reversed(Severity))


def findings_section(report: Report, paths: ShownPaths, drawings: list[Drawing]) -> Section:
    """The section with all findings; each on a box of a picture leads there."""
    found = report.diagnostics
    title = f"Findings {len(found):,}" if found else "Findings"
    if not found:
        said = closing_line(report, Style()).strip() or "Nothing was checked."
        return Section("findings", title, f'<p class="good">✓ {prose(said)}</p>')
    boxes = _boxes(drawings)
    files = "".join(
        _file(paths[path], list(group), paths, boxes) for path, group in groupby(found, key=lambda one: one.file)
    )
    nothing = '<p class="nothing" hidden>No finding is like that.</p>'
    return Section("findings", title, f'{_filters(found)}<div class="files">{files}{nothing}</div>')


def _filters(found: tuple[Diagnostic, ...]) -> str:
    by_severity = Counter(one.severity for one in found)
    chips = "".join(
        f'<label class="chip {severity.value}"><input type="checkbox" checked value="{severity.value}">'
        f"{escaped(plural(by_severity[severity], severity.value))}</label>"
        for severity in _SEVERITIES
        if by_severity[severity]
    )
    by_rule = Counter(one.rule for one in found)
    rules = "".join(f'<option value="{rule}">{rule} ({by_rule[rule]})</option>' for rule in sorted(by_rule))
    return (
        f'<form class="filters" id="filters">{chips}'
        f'<select id="rule" aria-label="Rule"><option value="">all {len(by_rule)} rules</option>{rules}</select>'
        '<input type="search" id="text" placeholder="Filter by text or file  /" aria-label="Filter by text or file">'
        f'<output id="shown">{len(found):,} of {len(found):,}</output></form>'
    )


def _file(path: str, found: list[Diagnostic], paths: ShownPaths, boxes: dict[tuple[str, str, int, int], str]) -> str:
    findings = "".join(_finding(one, path, paths, boxes) for one in found)
    return (
        f'<article class="file"><h2><span>{escaped(path)}</span><span class="count">{len(found)}</span></h2>'
        f"{findings}</article>"
    )


def _finding(one: Diagnostic, path: str, paths: ShownPaths, boxes: dict[tuple[str, str, int, int], str]) -> str:
    link = boxes.get((one.rule, path, one.line, one.column))
    shown = f'<a class="show" href="{escaped(link)}">show in picture</a>' if link is not None else ""
    help_ = f'<p class="help">{prose(one.help)}</p>' if one.help else ""
    labels = "".join(
        f"<li>{escaped(f'{paths[label.file]}:{label.line}:{label.column}')} {prose(label.message)}</li>"
        for label in one.labels
    )
    return (
        f'<div class="finding {one.severity.value}" data-severity="{one.severity.value}" data-rule="{one.rule}">'
        f'<h3><span class="severity">{one.severity.value}</span> {prose(one.message)}</h3>'
        f'<p class="where"><span>{escaped(f"{path}:{one.line}:{one.column}")}</span>'
        f'<a class="rule" href="#rule-{one.rule}">{one.rule}</a>{shown}</p>'
        f"{excerpt(one.source, one.span)}{help_}{f'<ul>{labels}</ul>' if labels else ''}</div>"
    )


def excerpt(source: SourceFile, span: Span) -> str:
    """The lines of a span and a few around them, with the span marked."""
    first, last = source.position(span.start), source.position(max(span.start, span.end - 1))
    end = min(last.line, first.line + _MOST_LINES)
    lines = range(max(1, first.line - _AROUND), min(len(source.line_starts), end + _AROUND) + 1)
    return f'<pre class="excerpt">{"".join(_line(source, number, span) for number in lines)}</pre>'


def _line(source: SourceFile, number: int, span: Span) -> str:
    text, begin = source.line(number)[:_LONGEST], source.line_starts[number - 1]
    start, end = max(span.start - begin, 0), min(span.end - begin, len(text.rstrip()))
    if span.start == span.end and 0 <= span.start - begin <= len(text):
        end = start + 1
    written = escaped(text)
    if 0 <= start < end:
        start = max(start, len(text) - len(text.lstrip())) if span.start < begin else start
        written = f"{escaped(text[:start])}<mark>{escaped(text[start:end]) or ' '}</mark>{escaped(text[end:])}"
    return f'<span class="line"><i>{number}</i>{written}\n</span>'


def _boxes(drawings: list[Drawing]) -> dict[tuple[str, str, int, int], str]:
    """Where in the pictures a finding is shown, by rule, file, line and column."""
    found: dict[tuple[str, str, int, int], str] = {}
    for key, link in _links(drawings):
        found.setdefault(key, link)
    return found


def _links(drawings: list[Drawing]) -> Iterator[tuple[tuple[str, str, int, int], str]]:
    for index, drawing in enumerate(drawings):
        for box in drawing.boxes:
            for remark in box.remarks:
                at = remark.place
                yield (remark.rule, at.file, at.line, at.column), f"#picture/{index}/{quote(box.id, safe='')}"
