"""The pictures on a page: each drawing as it lies on its canvas, and what the script of the page tells of its boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argolint.drawing.captions import NAMELESS, kind_words, mark_words
from argolint.report.html_page import Section
from argolint.report.html_text import data, escaped, prose
from argolint.report.svg import inside

if TYPE_CHECKING:
    from argolint.drawing.layout import Layout
    from argolint.drawing.model import Box, Drawing, Place, Remark

_TOOLS = """\
<div class="tools" role="toolbar" aria-label="View">
<button type="button" data-do="in" title="Larger (+)" aria-label="Larger">+</button>
<button type="button" data-do="out" title="Smaller (-)" aria-label="Smaller">−</button>
<button type="button" data-do="fit" title="All of it (0)" aria-label="All of it">⤢</button>
</div>"""
_KEYS = """\
<p class="keys"><kbd>/</kbd> search <kbd>Tab</kbd> from box to box <kbd>Enter</kbd> details
<kbd>Esc</kbd> close <kbd>+</kbd> <kbd>−</kbd> <kbd>0</kbd> zoom
<kbd>↑</kbd> <kbd>↓</kbd> <kbd>←</kbd> <kbd>→</kbd> move</p>"""


def pictures_section(layouts: list[Layout], note: str) -> Section | None:
    """The section with the pictures; `note` tells why there are not more of them. None where nothing is to be said."""
    if not layouts:
        return Section("pictures", "Pictures", f'<p class="nothing">{prose(note)}</p>') if note else None
    listed = "".join(_entry(index, layout.drawing) for index, layout in enumerate(layouts))
    told = {
        "drawings": [_drawing(layout.drawing) for layout in layouts],
        "texts": dict(text for layout in layouts for text in layout.drawing.texts),
    }
    said = f'<p class="note">{prose(note)}</p>' if note else ""
    body = f"""
<aside class="side">
<input type="search" id="find" placeholder="Search boxes  /" aria-label="Search boxes">
<ul class="results" id="results" hidden></ul>
{said}<ol class="drawings">{listed}</ol>
{_KEYS}
</aside>
<div class="stage" id="stage" tabindex="0" aria-label="Picture">
<svg class="picture" id="canvas" role="group"><g id="world"></g></svg>
{_TOOLS}
</div>
<aside class="details" id="details" aria-live="polite" hidden></aside>
{"".join(_template(index, layout) for index, layout in enumerate(layouts))}
<script type="application/json" id="data">{data(told)}</script>"""
    return Section("pictures", f"Pictures {len(layouts)}", body)


def _entry(index: int, drawing: Drawing) -> str:
    number = len(drawing.findings())
    count = f'<span class="count">{number}</span>' if number else ""
    return (
        f'<li><a href="#picture/{index}" data-drawing="{index}"><b>{escaped(drawing.name or NAMELESS)}</b>{count}'
        f"<small>{escaped(drawing.kind)} · {escaped(f'{drawing.place.file}:{drawing.place.line}')}</small></a></li>"
    )


def _template(index: int, layout: Layout) -> str:
    return (
        f'<template id="drawing-{index}" data-width="{layout.width:g}" data-height="{layout.height:g}">'
        f"<svg>{inside(layout)}</svg></template>\n"
    )


def _drawing(drawing: Drawing) -> dict[str, Any]:
    return {
        "title": drawing.title,
        "place": _place(drawing.place),
        "remarks": [_remark(remark) for remark in drawing.remarks],
        "boxes": [_box(box) for box in drawing.boxes],
        "arrows": [[at.source, at.target, at.kind.value, list(at.labels)] for at in drawing.arrows],
    }


def _box(box: Box) -> dict[str, Any]:
    return {
        "id": box.id,
        "title": box.title or NAMELESS,
        "kind": kind_words(box),
        "template": box.template,
        "marks": [mark_words(mark) for mark in box.marks] + (["never runs"] if box.skipped else []),
        "facts": [list(fact) for fact in box.facts],
        "places": [_place(place) for place in box.places],
        "remarks": [_remark(remark) for remark in box.remarks],
    }


def _place(place: Place) -> list[Any]:
    return [place.file, place.line, place.last_line]


def _remark(remark: Remark) -> dict[str, Any]:
    return {
        "severity": remark.severity.value,
        "rule": remark.rule,
        "message": remark.message,
        "help": remark.help,
        "place": _place(remark.place),
    }
