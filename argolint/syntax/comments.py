"""Comments, found between the scalars of a document when somebody asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.patterns import lazy_pattern
from argolint.source import Span
from argolint.syntax.nodes import FOLDED, LITERAL, Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argolint.source import SourceFile
    from argolint.syntax.documents import Document
    from argolint.syntax.nodes import Node

_COMMENT: Final = lazy_pattern(r"(?<![^\s,\[\]{}])#[^\r\n\x85\u2028\u2029]*")
_LINE_END: Final = lazy_pattern(r"[^\r\n\x85\u2028\u2029]*")


class Comment(NamedTuple):
    """A comment from its `#` to the end of the line; `text` is without the `#` and the blanks around."""

    span: Span
    text: str


def comments(document: Document) -> tuple[Comment, ...]:
    """The comments of a document in order; in one that does not parse, whatever looks like a comment."""
    scalars = () if document.root is None else _scalars(document.root)
    return tuple(_find(document.source.text, document.span.start, document.span.end, scalars))


def comments_of_file(source: SourceFile, documents: Iterable[Document]) -> tuple[Comment, ...]:
    """The comments of a file in order, also those in parts that hold nothing else."""
    roots = [document.root for document in documents if document.root is not None]
    scalars = [scalar for root in roots for scalar in _scalars(root)]
    return tuple(_find(source.text, 0, len(source.text), scalars))


def _scalars(root: Node) -> Iterator[Scalar]:
    seen: set[int] = set()
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            yield node
        elif id(node) not in seen:
            seen.add(id(node))
            if isinstance(node, Sequence):
                waiting.extend(node.items)
            else:
                waiting.extend(_parts(node))


def _parts(mapping: Mapping) -> Iterator[Node]:
    for entry in mapping.entries.values():
        yield entry.key
        yield entry.value


def _find(text: str, start: int, end: int, scalars: Iterable[Scalar]) -> Iterator[Comment]:
    if text.find("#", start, end) < 0:
        return
    spans = sorted({_covered(text, scalar) for scalar in scalars})
    for scalar_start, scalar_end in [*spans, (end, end)]:
        for match in _COMMENT.finditer(text, start, scalar_start):
            yield Comment(Span(*match.span()), match[0][1:].strip())
        start = max(start, scalar_end)


def _covered(text: str, scalar: Scalar) -> tuple[int, int]:
    """What no comment can stand in; the first line of a text block may end with one."""
    if scalar.style not in (LITERAL, FOLDED):
        return scalar.start, scalar.end
    line = _LINE_END.match(text, scalar.start)
    return (line.end() if line else scalar.start), scalar.end
