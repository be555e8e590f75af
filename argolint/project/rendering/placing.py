"""Leads findings in rendered text back to the file it was made of, wherever the line stands there as it is."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from argolint.patterns import lazy_pattern
from argolint.project.outcome import Report
from argolint.project.reading import read_file
from argolint.source import SourceFile, Span
from argolint.syntax import LARGEST_TEXT, decode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argolint.diagnostic import Diagnostic, Label
    from argolint.project.outcome import ObjectName
    from argolint.project.rendering.made import Rendered

_TAG = lazy_pattern(r"""\{\{(?:`[^`]*`|"(?:[^"\\]|\\.)*"|(?!\}\}).)*\}\}""")
_LEAST = 3
"""Characters beside its tags by which a line is known."""


def placed_back(report: Report, rendered: Iterable[Rendered]) -> Report:
    """The report with each place in the file that its line came from, if it is still that line.

    What the program has put in has no place in the file, and stays where it is in the rendered text.
    """
    ways = {one.source.path: way for one in rendered if (way := _way_back(one)) is not None}
    if not ways:
        return report
    found: dict[tuple[str, Span, str], Diagnostic] = {}
    for one in (_diagnostic(given, ways) for given in report.diagnostics):
        # A loop of a chart makes many of one line, each with its own values.
        found.setdefault((one.file, one.span, one.rule), one)
    files = [ways[source.path].file if source.path in ways else source for source in report.files]
    stayed = {one.file: one.source for one in found.values() if one.file in ways}
    order = {source.path: number for number, source in enumerate((*files, *stayed.values()))}
    return Report(
        files=(*files, *stayed.values()),
        objects=tuple(_object(item, ways) for item in report.objects),
        diagnostics=tuple(sorted(found.values(), key=lambda one: (order[one.file], one.span, one.rule, one.message))),
    )


class _Home(NamedTuple):
    """The line of the file that a rendered line came from; `filled` tells where tags of the file were filled in."""

    line: int
    filled: re.Match[str] | None = None


class _WayBack:
    """The lines of a rendered text that came from lines of a file."""

    def __init__(self, rendered: SourceFile, file: SourceFile) -> None:
        self.rendered = rendered
        self.file = file
        self._homes = _homes(_lines(rendered), _lines(file))

    def span(self, span: Span) -> Span | None:
        """The same characters in the file; of several lines the first, where they are not all together there."""
        start, end = self.rendered.position(span.start), self.rendered.position(span.end)
        home = self._homes.get(start.line)
        if home is None:
            return None
        line_start = self.file.line_starts[home.line - 1]
        if home.filled is not None:
            last = end.column - 1 if end.line == start.line else home.filled.end()
            found = _behind_tags(home.filled, self.file.line(home.line), start.column - 1, last)
            return Span(line_start + found.start, line_start + found.end)
        first = line_start + start.column - 1
        together = all(
            self._homes.get(at) == _Home(home.line + at - start.line) for at in range(start.line, end.line + 1)
        )
        return Span(first, first + span.end - span.start if together else line_start + len(self.file.line(home.line)))


def _way_back(rendered: Rendered) -> _WayBack | None:
    if rendered.origin is None:
        return None
    data = read_file(rendered.origin, LARGEST_TEXT)
    text = decode(data) if isinstance(data, bytes) else data
    return _WayBack(rendered.source, SourceFile(rendered.origin, text)) if isinstance(text, str) else None


def _lines(source: SourceFile) -> list[str]:
    return [source.line(number) for number in range(1, len(source.line_starts) + 1)]


def _homes(rendered: list[str], file: list[str]) -> dict[int, _Home]:
    """The home of each rendered line, by number from 1: lines that are the same, then lines with tags filled in."""
    from difflib import SequenceMatcher  # few runs render anything

    count = Counter(file)
    only = {line: number for number, line in enumerate(file, 1) if count[line] == 1 and line.strip()}
    homes = {number: _Home(only[line]) for number, line in enumerate(rendered, 1) if line in only}
    for at, there, size in SequenceMatcher(None, rendered, file, autojunk=False).get_matching_blocks():
        for offset in range(size):
            if rendered[at + offset].strip():
                homes[at + offset + 1] = _Home(there + offset + 1)
    forms = [(number, form) for number, line in enumerate(file, 1) if (form := _form(line)) is not None]
    before = 0
    for number, line in enumerate(rendered, 1):
        if number not in homes and line.strip():
            fitting = [_Home(at, found) for at, form in forms if (found := form.fullmatch(line)) is not None]
            if fitting:
                homes[number] = min(fitting, key=lambda home: (home.line <= before, abs(home.line - before)))
        before = homes[number].line if number in homes else before
    return homes


def _form(line: str) -> re.Pattern[str] | None:
    """What a line with tags can become; None where it has none, or too little beside them to be known by."""
    tags = list(_TAG.finditer(line))
    words = _parts(line)
    if not tags or len("".join(words).strip(" -:\"'[]{},")) < _LEAST:
        return None
    return re.compile("(.*)".join(f"({re.escape(word)})" for word in words))


def _parts(line: str) -> list[str]:
    """The text between the tags of a line; a tag with a dash eats the blanks beside it."""
    parts = []
    at = 0
    for tag in _TAG.finditer(line):
        part = line[at : tag.start()]
        parts.append(part.rstrip() if tag[0].startswith("{{-") and part.strip() else part)
        at = tag.end()
    return [*parts, line[at:]]


def _behind_tags(filled: re.Match[str], line: str, start: int, end: int) -> Span:
    """The place in a line of the file of some columns of what it became; a whole tag where they lie in its outcome."""
    places = []
    at = 0
    for tag in _TAG.finditer(line):
        places += [(at, tag.start()), tag.span()]
        at = tag.end()
    places.append((at, len(line)))
    parts = [(filled.span(number), place) for number, place in enumerate(places, 1)]
    first = next(((spot, place) for spot, place in parts if spot[0] <= start < max(spot[1], spot[0] + 1)), parts[-1])
    last = next(((spot, place) for spot, place in parts if spot[0] < end <= spot[1]), first)
    is_tag = [places.index(place) % 2 == 1 for _, place in (first, last)]
    begin = first[1][0] if is_tag[0] else first[1][0] + start - first[0][0]
    finish = last[1][1] if is_tag[1] else last[1][0] + end - last[0][0]
    return Span(begin, max(begin, finish))


def _object(item: ObjectName, ways: dict[str, _WayBack]) -> ObjectName:
    way = ways.get(item.file)
    span = way.span(Span(item.offset, item.offset)) if way is not None else None
    return item._replace(source=way.file, offset=span.start) if way is not None and span is not None else item


def _diagnostic(found: Diagnostic, ways: dict[str, _WayBack]) -> Diagnostic:
    """A finding in its file. What mends the rendered text mends no template, so it has no fix."""
    labels = tuple(_label(label, ways) for label in found.labels)
    way = ways.get(found.file)
    if way is None:
        return found._replace(labels=labels) if found.labels else found
    span = way.span(found.span)
    if span is None:
        return found._replace(labels=labels, fix=None)
    return found._replace(source=way.file, span=span, labels=labels, fix=None)


def _label(label: Label, ways: dict[str, _WayBack]) -> Label:
    way = ways.get(label.file)
    span = way.span(label.span) if way is not None else None
    return label._replace(source=way.file, span=span) if way is not None and span is not None else label
