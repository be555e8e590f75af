"""Pictures in the language of Graphviz."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from argolint.drawing.captions import arrow_lines, box_lines, drawing_title
from argolint.drawing.model import ArrowKind, BoxKind
from argolint.patterns import lazy_pattern
from argolint.report.outline import ends, outlines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.drawing.model import Arrow, Box, Drawing
    from argolint.report.outline import Outline

_HEAD: Final = """\
digraph argolint {
  graph [compound=true, fontname="Helvetica,Arial,sans-serif", fontsize=12, nodesep=0.4, ranksep=0.5]
  node [shape=box, style="rounded,filled", fillcolor="#f6f8fa", color="#57606a", \
fontname="Helvetica,Arial,sans-serif", fontsize=11]
  edge [color="#57606a", fontname="Helvetica,Arial,sans-serif", fontsize=10]
"""
_SHAPES: Final = {
    BoxKind.SCRIPT: 'shape=note, style="filled"',
    BoxKind.RESOURCE: "shape=component",
    BoxKind.SUSPEND: 'shape=octagon, style="filled"',
    BoxKind.HTTP: 'shape=tab, style="filled"',
    BoxKind.DATA: "shape=cylinder",
    BoxKind.SCHEDULE: "shape=oval",
    BoxKind.MISSING: 'style="rounded,dashed", color="#cf222e", fontcolor="#cf222e"',
    BoxKind.UNKNOWN: 'style="rounded,dashed"',
    BoxKind.DYNAMIC: 'style="rounded,dashed"',
    BoxKind.ELSEWHERE: 'style="rounded,dashed"',
    BoxKind.REPEAT: "peripheries=2",
}
_COLORS: Final = {"error": "#cf222e", "warning": "#9a6700", "info": "#0969da"}
_LINES: Final = {
    ArrowKind.DATA: 'style=dashed, color="#0969da"',
    ArrowKind.EXIT: "style=dotted",
    ArrowKind.HOOK: "style=dotted",
    ArrowKind.REPEAT: 'style=dashed, color="#8250df", constraint=false',
}
_CONTROL: Final = lazy_pattern(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "&": "&amp;"})


def draw(drawings: list[Drawing]) -> str:
    """The drawings as one graph, each in a cluster of its own if there are several."""
    lines: list[str] = []
    for index, outline in enumerate(outlines(drawings)):
        lines.extend(_drawing(outline, index if len(drawings) > 1 else None))
    return _HEAD + "".join(f"  {line}\n" for line in lines) + "}\n"


def quoted(*lines: str) -> str:
    """Lines of text as one string of the language; Graphviz reads backslashes and entities even in labels."""
    return '"' + "\\n".join(_CONTROL.sub(" ", line).translate(_ESCAPES) for line in lines) + '"'


def _drawing(outline: Outline, cluster: int | None) -> Iterator[str]:
    title = drawing_title(outline.drawing)
    inner = [*_boxes(outline, None), *(_arrow(outline, arrow) for arrow in outline.drawing.arrows)]
    if cluster is None:
        yield f"label={quoted(title)}; labelloc=t"
        yield from inner
        return
    yield f"subgraph cluster_drawing_{cluster} {{"
    yield f'  label={quoted(title)}; color="#d0d7de"'
    yield from (f"  {line}" for line in inner)
    yield "}"


def _boxes(outline: Outline, parent: str | None) -> Iterator[str]:
    for box in outline.children.get(parent, ()):
        if not outline.is_group(box):
            yield f"{outline.names[box.id]} [{', '.join(_attributes(box))}]"
            continue
        yield f"subgraph cluster_{outline.names[box.id]} {{"
        yield f"  {'; '.join(_group_attributes(box))}"
        yield from (f"  {line}" for line in _boxes(outline, box.id))
        yield "}"


def _attributes(box: Box) -> Iterator[str]:
    yield f"label={quoted(*box_lines(box))}"
    if box.kind in _SHAPES:
        yield _SHAPES[box.kind]
    if box.worst is not None:
        yield f'color="{_COLORS[box.worst]}", penwidth=2'
    if box.skipped:
        yield 'fontcolor="#8c959f"'
    if box.places:
        yield f"tooltip={_place(box)}"


def _group_attributes(box: Box) -> Iterator[str]:
    yield f"label={quoted(*box_lines(box))}"
    yield 'style="rounded,dashed"' if box.kind is BoxKind.PARALLEL else 'style="rounded"'
    yield f'color="{_COLORS[box.worst] if box.worst is not None else "#8c959f"}"'
    if box.places:
        yield f"tooltip={_place(box)}"


def _place(box: Box) -> str:
    return quoted(f"{box.places[0].file}:{box.places[0].line}")


def _arrow(outline: Outline, arrow: Arrow) -> str:
    at = ends(outline, arrow)
    attributes = [f"label={quoted(*lines)}" for lines in [arrow_lines(arrow)] if lines]
    if at.tail_group is not None:
        attributes.append(f"ltail=cluster_{outline.names[at.tail_group]}")
    if at.head_group is not None:
        attributes.append(f"lhead=cluster_{outline.names[at.head_group]}")
    if arrow.kind in _LINES:
        attributes.append(_LINES[arrow.kind])
    written = f" [{', '.join(attributes)}]" if attributes else ""
    return f"{outline.names[at.tail]} -> {outline.names[at.head]}{written}"
