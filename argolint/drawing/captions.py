"""The words that every form of a picture writes into its boxes and beside its arrows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from argolint.drawing.model import BoxKind

if TYPE_CHECKING:
    from argolint.drawing.model import Arrow, Box, Drawing, Mark

_KINDS: Final = {
    BoxKind.CONTAINER_SET: "container set",
    BoxKind.DYNAMIC: "known when it runs",
    BoxKind.ELSEWHERE: "not among these files",
    BoxKind.MISSING: "missing",
    BoxKind.PARALLEL: "",
    BoxKind.REPEAT: "calls itself again",
    BoxKind.UNKNOWN: "no type",
}
_SIGNS: Final = {
    "when": "when ", "depends": "if ", "loop": "↻ ", "retry": "⟲ ", "goes on": "", "folded": "⋯ ", "body": "",
}  # fmt: skip
NAMELESS: Final = "(no name)"
LONGEST: Final = 44
"""Characters of a line in a box; the rest is told elsewhere."""


def shortened(text: str, longest: int = LONGEST) -> str:
    """A text on one line of bearable length."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def kind_words(box: Box) -> str:
    """What kind of thing a box is."""
    return _KINDS.get(box.kind, box.kind.value)


def mark_words(mark: Mark) -> str:
    """A mark with its sign."""
    return _SIGNS[mark.sign] + mark.text


def under_title(box: Box) -> str:
    """The second line of a box: kind and template."""
    return " · ".join(part for part in (kind_words(box), box.template) if part)


def box_lines(box: Box) -> list[str]:
    """The lines in a box: its title, its kind and template, its marks, the number of findings on it."""
    lines = [box.title or NAMELESS, under_title(box), *(mark_words(mark) for mark in box.marks)]
    if box.skipped:
        lines.append("never runs")
    if box.remarks:
        lines.append(findings(len(box.remarks)))
    return [shortened(line) for line in lines if line]


def arrow_lines(arrow: Arrow) -> list[str]:
    """The lines beside an arrow."""
    return [shortened(line) for line in arrow.labels]


def findings(number: int) -> str:
    """How many findings there are."""
    return "⚠ 1 finding" if number == 1 else f"⚠ {number} findings"


def drawing_title(drawing: Drawing) -> str:
    """What stands over a picture."""
    return f"{drawing.title} — {drawing.place.file}:{drawing.place.line}"


def group_head(box: Box) -> tuple[str, str]:
    """The first line over a group: its title, and then its kind with its template."""
    title = shortened(box.title or NAMELESS)
    words = under_title(box)
    return title, shortened(f"· {words}") if words else ""


def group_marks(box: Box) -> list[str]:
    """The parts of the second line over a group: its marks and the number of findings, if there are any."""
    marks = [mark_words(mark) for mark in box.marks]
    if box.skipped:
        marks.append("never runs")
    if box.remarks:
        marks.append(findings(len(box.remarks)))
    return [shortened(mark) for mark in marks]
