"""Where boxes and arrows go on a page: `graphlay` decides, a layered layout that is the same on every machine.

Each group is laid out by itself, from the inside out, and is then one box of what lies around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from argolint.drawing.model import ArrowKind
from argolint.drawing.sizes import Size, box_size, group_size, header_height, label_size
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from argolint.drawing.model import Arrow, Box, Drawing

_OPTIONS: Final = {
    "direction": "topbottom",
    "spacing": {"layer_gap": 48.0, "node_gap": 26.0, "edge_label_margin": 12.0, "isolated_gap": 26.0},
}
_WEIGHTS: Final = {ArrowKind.DATA: 0.3, ArrowKind.REPEAT: 0.2, ArrowKind.HOOK: 0.5, ArrowKind.EXIT: 0.7}
_PADDING: Final = 18.0
MARGIN: Final = 16.0


class Point(NamedTuple):
    """A place on the page, from its upper left corner."""

    x: float
    y: float


class Area(NamedTuple):
    """What a box covers."""

    x: float
    y: float
    width: float
    height: float


class Way(NamedTuple):
    """The line of an arrow from border to border, and the middle of its words if it has any.

    The line of an arrow out of a group or into one begins or ends at the border of `source` or `target`.
    """

    arrow: Arrow
    source: str
    target: str
    points: tuple[Point, ...]
    label: Point | None

    def moved(self, by: Point) -> Way:
        """The same way elsewhere."""
        points = tuple(_plus(point, by) for point in self.points)
        return self._replace(points=points, label=_plus(self.label, by) if self.label is not None else None)


class Layout(NamedTuple):
    """A drawing on its page: the area of each box by its id, and the way of each arrow."""

    drawing: Drawing
    areas: dict[str, Area]
    ways: tuple[Way, ...]
    width: float
    height: float


class _Level(NamedTuple):
    """What lies in one group: areas and ways from the group's own corner, and how much room they take."""

    areas: dict[str, Area]
    ways: list[Way]
    size: Size


def can_lay_out() -> bool:
    """Whether the library for it is installed."""
    try:
        import graphlay  # noqa: F401
    except ImportError:
        return False
    return True


def lay_out(drawing: Drawing) -> Layout:
    """Find a place for all of a drawing; raises `UsageError` where the library for it is not installed."""
    try:
        import graphlay
    except ImportError:
        raise UsageError(
            "the library that lays out pictures is not installed",
            "pip install 'argolint[graph]'; `--format dot` and `--format mermaid` do without",
        ) from None
    if not drawing.boxes:
        return Layout(drawing, {}, (), 2 * MARGIN, 2 * MARGIN)
    whole = _Planner(drawing, graphlay).level(None)
    by = Point(MARGIN, MARGIN)
    areas = {key: _shifted(area, by) for key, area in whole.areas.items()}
    ways = tuple(way.moved(by) for way in whole.ways)
    return Layout(drawing, areas, ways, whole.size.width + 2 * MARGIN, whole.size.height + 2 * MARGIN)


class _Planner:
    def __init__(self, drawing: Drawing, library: Any) -> None:
        self.library = library
        self.children = drawing.children()
        self.parents = {box.id: box.parent for box in drawing.boxes}
        self.arrows: dict[str | None, list[tuple[str, str, Arrow]]] = {}
        for arrow in drawing.arrows:
            if arrow.source in self.parents and arrow.target in self.parents:
                source, target = self._ends(arrow)
                self.arrows.setdefault(self.parents[source], []).append((source, target, arrow))

    def level(self, group: str | None) -> _Level:
        """Lay out the boxes of a group, those inside them first."""
        boxes = self.children[group]
        inner = {box.id: self.level(box.id) for box in boxes if box.id in self.children}
        graph = self.library.Graph()
        for index, box in enumerate(boxes):
            size = _around(box, inner[box.id].size) if box.id in inner else box_size(box)
            # The library breaks ties by label: what is first in the text is to be on the left.
            graph.node(box.id, width=size.width, height=size.height, label=f"{index:06}")
        arrows = self.arrows.get(group, [])
        for source, target, arrow in arrows:
            label = label_size(arrow)
            extra = {"label_size": {"width": label.width, "height": label.height}} if label is not None else {}
            graph.edge(source, target, weight=_WEIGHTS.get(arrow.kind, 1.0), **extra)
        found = self.library.layout(graph, options=_OPTIONS)
        level = _level(boxes, arrows, found)
        for box in boxes:
            if box.id in inner:
                _put(level, inner[box.id], box, level.areas[box.id])
        return level

    def _ends(self, arrow: Arrow) -> tuple[str, str]:
        """The boxes side by side in one group that an arrow connects, around those that it means.

        One that leads back to a group which it comes out of ends at the first box in there.
        """
        sources, targets = self._around(arrow.source), self._around(arrow.target)
        if arrow.source == arrow.target:
            return arrow.source, arrow.target
        if arrow.target in sources:
            inside = sources[sources.index(arrow.target) - 1]
            return inside, self.children[arrow.target][0].id
        shared = next(box for box in [*sources, None] if box is None or box in targets)
        return sources[_before(sources, shared)], targets[_before(targets, shared)]

    def _around(self, box: str) -> list[str]:
        """A box and all around it, from inside to outside."""
        found = [box]
        while (parent := self.parents[found[-1]]) is not None:
            found.append(parent)
        return found


def _before(boxes: list[str], shared: str | None) -> int:
    return len(boxes) - 1 if shared is None else max(boxes.index(shared) - 1, 0)


def _around(box: Box, size: Size) -> Size:
    """The room that a group takes with what it holds."""
    least = group_size(box)
    width = max(least.width, size.width + 2 * _PADDING)
    return Size(width, size.height + header_height(box) + 2 * _PADDING)


def _level(boxes: list[Box], arrows: list[tuple[str, str, Arrow]], found: Any) -> _Level:
    """What the library found, from the upper left corner, in tenths of a pixel."""
    corner, end = found.bounds["min"], found.bounds["max"]

    def point(at: dict[str, float]) -> Point:
        return Point(round(at["x"] - corner["x"], 1), round(at["y"] - corner["y"], 1))

    def area(node: dict[str, dict[str, float]]) -> Area:
        width, height = node["size"]["width"], node["size"]["height"]
        at = point({"x": node["center"]["x"] - width / 2, "y": node["center"]["y"] - height / 2})
        return Area(at.x, at.y, round(width, 1), round(height, 1))

    ways = [
        Way(arrow, source, target, tuple(map(point, edge["points"])), label and point(label))
        for (source, target, arrow), edge in zip(arrows, found.edges, strict=True)
        for label in [edge["label_anchor"]]
    ]
    areas = {box.id: area(node) for box, node in zip(boxes, found.nodes, strict=True)}
    return _Level(areas, ways, Size(round(end["x"] - corner["x"], 1), round(end["y"] - corner["y"], 1)))


def _put(level: _Level, inner: _Level, box: Box, area: Area) -> None:
    """Put what lies in a group into the group's area, in the middle below its words."""
    by = Point(area.x + (area.width - inner.size.width) / 2, area.y + header_height(box) + _PADDING)
    level.areas.update((key, _shifted(at, by)) for key, at in inner.areas.items())
    level.ways.extend(way.moved(by) for way in inner.ways)


def _shifted(area: Area, by: Point) -> Area:
    return Area(round(area.x + by.x, 1), round(area.y + by.y, 1), area.width, area.height)


def _plus(one: Point, other: Point) -> Point:
    return Point(round(one.x + other.x, 1), round(one.y + other.y, 1))
