"""Pictures as SVG: one page with all drawings under each other, or the inside of one for a page that shows it."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING, Final

from argolint.drawing.captions import (
    arrow_lines,
    box_lines,
    drawing_title,
    findings,
    group_head,
    group_marks,
    shortened,
)
from argolint.drawing.layout import MARGIN, Area, Point, lay_out
from argolint.drawing.sizes import LEFT, LINE, TITLE_LINE, TOP, text_width
from argolint.patterns import lazy_pattern
from argolint.report.icons import icon
from argolint.report.palette import plain_style

if TYPE_CHECKING:
    from argolint.drawing.layout import Layout, Way
    from argolint.drawing.model import Box, Drawing

_ROUND: Final = 7.0
_HEAD: Final = 7.0
_HEADING: Final = 34.0
_ILLEGAL: Final = lazy_pattern("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def draw(drawings: list[Drawing]) -> str:
    """The drawings as one file, in light or dark as the reader's screen is."""
    layouts = [lay_out(drawing) for drawing in drawings]
    tops: list[float] = []
    height = MARGIN
    for layout in layouts:
        tops.append(round(height, 1))
        height += _HEADING + layout.height
    width = max(
        [layout.width for layout in layouts]
        + [text_width(drawing_title(drawing), 17) + 2 * MARGIN for drawing in drawings]
    )
    body = [
        f'<g transform="translate(0 {_number(top)})">'
        f'<text class="heading" x="{_number(MARGIN)}" y="18">{escaped(drawing_title(layout.drawing))}</text>'
        f'<g transform="translate(0 {_number(_HEADING - MARGIN)})">{inside(layout)}</g></g>\n'
        for top, layout in zip(tops, layouts, strict=True)
    ]
    size = f"{_number(round(width, 1))} {_number(round(height, 1))}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture alone" viewBox="0 0 {size}" '
        f'width="{size.split()[0]}" height="{size.split()[1]}" role="img">\n'
        f"<style>{plain_style('picture.css')}</style>\n"
        f'<rect class="page" width="100%" height="100%"/>\n{"".join(body)}</svg>\n'
    )


def inside(layout: Layout) -> str:
    """All of one drawing: groups from outside to inside, arrows over them, then boxes."""
    groups = layout.drawing.children()
    parts: list[str] = []
    parts.extend(_group(box, layout.areas[box.id]) for box in layout.drawing.boxes if box.id in groups)
    parts.extend(_line(way) for way in layout.ways)
    parts.extend(_box(box, layout.areas[box.id]) for box in layout.drawing.boxes if box.id not in groups)
    parts.extend(_label(way) for way in layout.ways)
    return "\n".join(part for part in parts if part)


def escaped(text: str) -> str:
    """Text as it may stand in XML, in attributes too; characters that XML cannot hold become replacement characters."""
    return _ILLEGAL.sub("\ufffd", text).translate(_ESCAPES)


def _box(box: Box, area: Area) -> str:
    title, *others = box_lines(box)
    lines = [
        f'<text class="title" x="{_number(area.x + LEFT)}" y="{_number(area.y + TOP + 13)}">{escaped(title)}</text>'
    ]
    y = area.y + TOP + TITLE_LINE + 11
    found = findings(len(box.remarks)) if box.remarks else None
    for line in others:
        kind = ' class="found"' if line == found else ""
        lines.append(f'<text{kind} x="{_number(area.x + LEFT)}" y="{_number(y)}">{escaped(line)}</text>')
        y += LINE
    return f"{_open(box)}{_rect(area, _ROUND)}{_stripe(area)}{_icon(box, area)}{''.join(lines)}</g>"


def _group(box: Box, area: Area) -> str:
    title, words = group_head(box)
    x, y = _number(area.x + LEFT), area.y + TOP + 13
    rest = f' <tspan class="words">{escaped(words)}</tspan>' if words else ""
    head = f'<text x="{x}" y="{_number(y)}"><tspan class="title">{escaped(title)}</tspan>{rest}</text>'
    found = findings(len(box.remarks)) if box.remarks else None
    marks = "  ·  ".join(
        f'<tspan class="found">{escaped(mark)}</tspan>' if mark == found else escaped(mark) for mark in group_marks(box)
    )
    below = f'<text x="{x}" y="{_number(y + LINE + 1)}">{marks}</text>' if marks else ""
    return f"{_open(box, group=True)}{_rect(area, 10)}{_icon(box, area)}{head}{below}</g>"


def _open(box: Box, *, group: bool = False) -> str:
    names = ["box", f"kind-{box.kind.value}"]
    if group:
        names.append("group")
    if box.worst is not None:
        names.append(f"has-{box.worst.value}")
    if box.skipped:
        names.append("skipped")
    places = f"\n{box.places[0].file}:{box.places[0].line}" if box.places else ""
    words = "\n".join(box_lines(box)) + places
    return f'<g class="{" ".join(names)}" data-box="{escaped(box.id)}"><title>{escaped(words)}</title>'


def _rect(area: Area, radius: float) -> str:
    x, y, width, height = map(_number, area)
    return f'<rect class="body" x="{x}" y="{y}" width="{width}" height="{height}" rx="{_number(radius)}"/>'


def _stripe(area: Area) -> str:
    inner, down = _number(_ROUND), _number(area.height - 2 * _ROUND)
    corner = f"a{inner} {inner} 0 0 0"
    start = f"M{_number(area.x + _ROUND)} {_number(area.y)}"
    return f'<path class="stripe" d="{start}{corner}-{inner} {inner}v{down}{corner} {inner} {inner}z"/>'


def _icon(box: Box, area: Area) -> str:
    corner = f"translate({_number(area.x + 11)} {_number(area.y + TOP)})"
    return f'<path class="icon" transform="{corner}" d="{icon(box.kind)}"/>'


def _line(way: Way) -> str:
    ends = f'data-from="{escaped(way.arrow.source)}" data-to="{escaped(way.arrow.target)}"'
    return (
        f'<g class="arrow {way.arrow.kind.value}" {ends}><path class="line" d="{_path(way.points)}"/>{_point(way)}</g>'
    )


def _label(way: Way) -> str:
    if way.label is None:
        return ""
    lines = [shortened(line, 32) for line in arrow_lines(way.arrow)]
    y = way.label.y - LINE * (len(lines) - 1) / 2 + 4
    texts = "".join(
        f'<text x="{_number(way.label.x)}" y="{_number(round(y + LINE * index, 1))}">{escaped(line)}</text>'
        for index, line in enumerate(lines)
    )
    ends = f'data-from="{escaped(way.arrow.source)}" data-to="{escaped(way.arrow.target)}"'
    return f'<g class="label {way.arrow.kind.value}" {ends}>{texts}</g>'


def _path(points: tuple[Point, ...]) -> str:
    """The line through points, its corners rounded, its end a little before the tip of the arrow."""
    points = (*points[:-1], _towards(points[-1], points[-2], _HEAD - 1))
    path = [f"M{_pair(points[0])}"]
    for before, at, after in zip(points, points[1:], points[2:], strict=False):
        path.append(f"L{_pair(_towards(at, before, _ROUND))}Q{_pair(at)} {_pair(_towards(at, after, _ROUND))}")
    return "".join([*path, f"L{_pair(points[-1])}"])


def _point(way: Way) -> str:
    tip, before = way.points[-1], way.points[-2]
    length = _distance(tip, before) or 1.0
    along = Point((tip.x - before.x) / length, (tip.y - before.y) / length)
    base = Point(tip.x - along.x * _HEAD, tip.y - along.y * _HEAD)
    one = Point(base.x - along.y * _HEAD * 0.5, base.y + along.x * _HEAD * 0.5)
    other = Point(base.x + along.y * _HEAD * 0.5, base.y - along.x * _HEAD * 0.5)
    return f'<path class="tip" d="M{_pair(tip)}L{_pair(one)}L{_pair(other)}z"/>'


def _towards(at: Point, other: Point, by: float) -> Point:
    """A point on the way to another, no further than half of it."""
    length = _distance(at, other)
    share = min(by, length / 2) / length if length else 0.0
    return Point(at.x + (other.x - at.x) * share, at.y + (other.y - at.y) * share)


def _distance(one: Point, other: Point) -> float:
    return hypot(one.x - other.x, one.y - other.y)


def _pair(point: Point) -> str:
    return f"{_number(point.x)} {_number(point.y)}"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
