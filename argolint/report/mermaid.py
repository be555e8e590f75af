"""Pictures in the language of Mermaid, which GitHub and GitLab draw in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from argolint.drawing.captions import arrow_lines, box_lines, drawing_title
from argolint.drawing.model import ArrowKind, BoxKind
from argolint.patterns import lazy_pattern
from argolint.report.outline import outlines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.drawing.model import Arrow, Box, Drawing
    from argolint.report.outline import Outline

_SHAPES: Final = {
    BoxKind.SCRIPT: ("[/", "/]"),
    BoxKind.RESOURCE: ("[[", "]]"),
    BoxKind.SUSPEND: ("{{", "}}"),
    BoxKind.HTTP: (">", "]"),
    BoxKind.DATA: ("[(", ")]"),
    BoxKind.SCHEDULE: ("([", "])"),
    BoxKind.REPEAT: ("([", "])"),
}
_ARROWS: Final = {ArrowKind.ORDER: "-->", ArrowKind.START: "-->"}
_ABSENT: Final = frozenset({BoxKind.MISSING, BoxKind.UNKNOWN, BoxKind.DYNAMIC, BoxKind.ELSEWHERE})
_CLASSES: Final = {
    "error": "stroke:#cf222e,stroke-width:3px",
    "warning": "stroke:#bf8700,stroke-width:3px",
    "info": "stroke:#0969da,stroke-width:3px",
    "absent": "stroke:#cf222e,stroke-dasharray:5 4",
    "skipped": "opacity:0.55",
}
_CONTROL: Final = lazy_pattern(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SPELLS: Final = lazy_pattern(r"\$(?=\$)|\\(?=n)")
"""What begins a formula or a new line even where it is written as entities."""
_ESCAPES: Final = str.maketrans({mark: f"#{ord(mark)};" for mark in '"#&<>`\\'})
_LISTED: Final = lazy_pattern(r"^(\d+)([.)])|^([-+])(?= )")


def draw(drawings: list[Drawing]) -> str:
    """The drawings as one flowchart, each in a subgraph of its own if there are several."""
    lines = ["flowchart TD"]
    classes: dict[str, list[str]] = {}
    for index, outline in enumerate(outlines(drawings)):
        lines.extend(_drawing(outline, index if len(drawings) > 1 else None))
        for box in outline.drawing.boxes:
            for name in _classes(box):
                classes.setdefault(name, []).append(outline.names[box.id])
    for name, style in _CLASSES.items():
        if name in classes:
            lines.append(f"  classDef {name} {style}")
            lines.append(f"  class {','.join(classes[name])} {name}")
    return "".join(f"{line}\n" for line in lines)


def quoted(*lines: str) -> str:
    """Lines of text as one label; whatever Mermaid or Markdown might read as more than text becomes an entity."""
    return '"' + "<br>".join(_entities(_CONTROL.sub(" ", line)) for line in lines) + '"'


def _entities(line: str) -> str:
    line = _SPELLS.sub(lambda found: f"{found[0]}\u200b", line)
    match = _LISTED.match(line)
    if match is None:
        return line.translate(_ESCAPES)
    mark = match[2] or match[3]
    return f"{match[1] or ''}#{ord(mark)};{line[match.end() :].translate(_ESCAPES)}"


def _drawing(outline: Outline, group: int | None) -> Iterator[str]:
    if group is None:
        yield f"  %% {_CONTROL.sub(' ', drawing_title(outline.drawing)).replace('{', '(').replace('}', ')')}"
        yield from (f"  {line}" for line in _boxes(outline, None))
    else:
        yield f"  subgraph drawing{group} [{quoted(drawing_title(outline.drawing))}]"
        yield "    direction TB"
        yield from (f"    {line}" for line in _boxes(outline, None))
        yield "  end"
    yield from (f"  {_arrow(outline, arrow)}" for arrow in outline.drawing.arrows)


def _boxes(outline: Outline, parent: str | None) -> Iterator[str]:
    for box in outline.children.get(parent, ()):
        name = outline.names[box.id]
        label = quoted(*box_lines(box))
        if not outline.is_group(box):
            begin, end = _SHAPES.get(box.kind, ("[", "]"))
            yield f"{name}{begin}{label}{end}"
            continue
        yield f"subgraph {name} [{quoted(' · '.join(box_lines(box)))}]"
        yield "  direction TB"
        yield from (f"  {line}" for line in _boxes(outline, box.id))
        yield "end"


def _arrow(outline: Outline, arrow: Arrow) -> str:
    """An arrow; Mermaid knows none from a box to the group around it, so that leads to the group's first box."""
    source, target = arrow.source, arrow.target
    if outline.holds(target, source):
        target = outline.leaf(target)
    line = _ARROWS.get(arrow.kind, "-.->")
    lines = arrow_lines(arrow)
    label = f"|{quoted(*lines)}|" if lines else ""
    return f"{outline.names[source]} {line}{label} {outline.names[target]}"


def _classes(box: Box) -> Iterator[str]:
    if box.kind in _ABSENT:
        yield "absent"
    if box.worst is not None:
        yield box.worst.value
    if box.skipped:
        yield "skipped"
