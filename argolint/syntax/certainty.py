"""Which parts of a covered template of a Helm chart are certain whatever values the chart is given."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from argolint.syntax.charts import UNKNOWN, Covered
from argolint.syntax.nodes import FOLDED, LITERAL, Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.source import Span
    from argolint.syntax.charts import Gap
    from argolint.syntax.documents import Document
    from argolint.syntax.nodes import Node


_METADATA_READS: Final = ("workflow.labels", "workflow.annotations")


class Template:
    """What of a chart's template can be read: its covered text as a document, and the gaps in it."""

    def __init__(self, document: Document, gaps: tuple[Gap, ...]) -> None:
        self.document = document
        self.gaps = gaps

    def is_literal(self, span: Span) -> bool:
        """Whether the innermost key or value around some characters stands there as it will be."""
        return self._is_whole(self._around(span)[-1])

    def has_tags(self, span: Span) -> bool:
        """Whether the innermost key or value around some characters has tags."""
        node = self._around(span)[-1]
        return self.document.source.text.find("{{", node.start, node.end) >= 0

    def has_whole_map(self, span: Span) -> bool:
        """Whether nothing can be added to the innermost map around some characters, or taken from it."""
        maps = [node for node in self._around(span) if isinstance(node, Mapping)]
        return bool(maps) and not any(
            (gap.what is not Covered.VALUE and gap.start < _end(maps[-1], self.document) and gap.end > maps[-1].start)
            or (gap.what is Covered.FILL and gap.end >= maps[-1].start and gap.start <= _end(maps[-1], self.document))
            for gap in self.gaps
        )

    @cached_property
    def tells_all_names(self) -> bool:
        """Whether nothing that is defined in the object may have a name that is not seen."""
        root = self.document.root
        spec = root.entries.get("spec") if isinstance(root, Mapping) else None
        # Of two equal keys, as two branches have them, the tree has only the first.
        if spec is None or self.document.problems:
            return False
        text = self.document.source.text
        begin = 0 if any(sign in text for sign in _METADATA_READS) else spec.key.start
        if any(gap.what is Covered.FILL and gap.end > begin for gap in self.gaps):
            return False
        return not any(UNKNOWN in name.text for name in _names(spec.value))

    def _around(self, span: Span) -> list[Node]:
        """The nodes around some characters, from the outermost to the innermost."""
        found: list[Node] = []
        node = self.document.root
        while node is not None:
            found.append(node)
            node = next((inner for inner in _parts(node) if inner.start <= span.start and span.end <= inner.end), None)
        return found

    def _is_whole(self, node: Node) -> bool:
        end = _end(node, self.document)
        is_block = isinstance(node, Scalar) and node.style in (LITERAL, FOLDED)
        grows = {
            Covered.VALUE: False,
            Covered.CONTROL: isinstance(node, Sequence) or node.start == node.end,
            Covered.FILL: not isinstance(node, Scalar) or is_block or node.start == node.end,
        }
        return not any(
            (gap.start <= end and gap.end >= node.start)
            if grows[gap.what]
            else (gap.start < end and gap.end > node.start)
            for gap in self.gaps
        )


def _end(node: Node, document: Document) -> int:
    """Where the last character of a node stands that is no blank."""
    text = document.source.text
    end = node.end
    while end > node.start and text[end - 1].isspace():
        end -= 1
    return end


def _names(root: Node) -> Iterator[Scalar]:
    """All keys below a node, and what is called `name` there."""
    for inner in _parts(root):
        if isinstance(inner, Scalar):
            continue
        yield from _names(inner)
    if isinstance(root, Mapping):
        yield from (entry.key for entry in root.entries.values())
        name = root.get("name")
        if isinstance(name, Scalar):
            yield name


def _parts(node: Node) -> Iterator[Node]:
    if isinstance(node, Sequence):
        yield from node.items
    elif isinstance(node, Mapping):
        for entry in node.entries.values():
            yield entry.key
            yield entry.value
