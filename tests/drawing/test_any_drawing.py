"""Whatever a drawing holds, it finds its place, and each form of it can be read."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from argolint.drawing.layout import Area, lay_out
from argolint.drawing.model import Arrow, ArrowKind, Box, BoxKind, Drawing, Flow, Mark, Place
from argolint.report import dot, html, mermaid, svg
from tests.drawing.test_layout import apart, on_border, within

_TEXTS = st.text(max_size=12)
_PLACE = Place("a.yaml", 1, 1, 1)


@st.composite
def drawings(draw: st.DrawFn) -> Drawing:
    """Boxes in boxes, and arrows between any two of them, save from a group into itself."""
    parents: dict[str, str | None] = {}
    boxes = []
    for number in range(draw(st.integers(0, 14))):
        key = f"{number}{draw(_TEXTS)}"
        parent = draw(st.sampled_from([None, *parents]))
        marks = tuple(Mark("when", text) for text in draw(st.lists(_TEXTS, max_size=2)))
        boxes.append(Box(key, parent, draw(st.sampled_from(BoxKind)), draw(_TEXTS), draw(_TEXTS), marks))
        parents[key] = parent
    arrows = []
    for _ in range(draw(st.integers(0, 20)) if parents else 0):
        source, target = draw(st.sampled_from([*parents])), draw(st.sampled_from([*parents]))
        if not _holds(parents, source, target):
            flows = tuple(Flow(text, "x", artifact=False) for text in draw(st.lists(_TEXTS, max_size=2)))
            arrows.append(Arrow(source, target, draw(st.sampled_from(ArrowKind)), draw(_TEXTS), flows))
    return Drawing("Workflow", draw(_TEXTS), "", _PLACE, tuple(boxes), tuple(arrows), ())


def _holds(parents: dict[str, str | None], outer: str, inner: str) -> bool:
    at = parents[inner]
    while at is not None and at != outer:
        at = parents[at]
    return at is not None


@given(drawings())
@settings(max_examples=150)
def test_boxes_lie_apart_and_arrows_touch_them(drawing: Drawing) -> None:
    layout = lay_out(drawing)
    page = Area(0, 0, layout.width, layout.height)
    for siblings in drawing.children().values():
        for index, box in enumerate(siblings):
            area = layout.areas[box.id]
            assert within(area, layout.areas[box.parent] if box.parent is not None else page)
            assert all(apart(area, layout.areas[other.id]) for other in siblings[:index])
    assert len(layout.ways) == len(drawing.arrows)
    for way in layout.ways:
        assert on_border(way.points[0], layout.areas[way.source])
        assert on_border(way.points[-1], layout.areas[way.target])


@given(drawings())
@settings(max_examples=100)
def test_every_form_can_be_written(drawing: Drawing) -> None:
    ET.fromstring(svg.draw([drawing]))
    for form in (dot, mermaid, html):
        text = form.draw([drawing, drawing])
        assert text == form.draw([drawing, drawing])
        text.encode("utf-8")
