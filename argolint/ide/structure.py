"""The text by its structure: what folds, and what a growing selection takes in next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from argolint.expressions.tags import OPEN, scan
from argolint.ide.navigation import at
from argolint.patterns import lazy_pattern
from argolint.source import Span
from argolint.syntax.editing import end_of
from argolint.syntax.nodes import FOLDED, LITERAL, Mapping, Scalar, Sequence
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.ide.snapshot import Snapshot
    from argolint.source import SourceFile
    from argolint.syntax import Document
    from argolint.syntax.nodes import Node

_COMMENTS: Final = lazy_pattern(r"(?:^[ \t]*#[^\n]*\n){2,}", re.MULTILINE)


def folds(snapshot: Snapshot, path: str) -> tuple[Span, ...]:
    """What takes more than one line: maps, lists and texts from their key on, documents, and blocks of comments."""
    file = snapshot.files.get(path)
    if file is None:
        return ()
    source = file.source
    found = {Span(*match.span()) for match in _COMMENTS.finditer(source.text)}
    for document, _ in file.documents:
        if document.root is not None:
            found.add(_trimmed(source, document.root.start, document.root.end))
            found.update(_folds_below(source, document.root))
    return tuple(sorted(span for span in found if _lines(source, span) > 1))


def _folds_below(source: SourceFile, root: Node) -> Iterator[Span]:
    stack: list[Node] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, Mapping):
            for entry in node.entries.values():
                if not entry.merged and entry.key.start <= entry.value.start:
                    yield from _fold(source, entry.key.start, entry.value)
                    stack.append(entry.value)
        elif isinstance(node, Sequence):
            for item in node.items:
                if node.start <= item.start < node.end:
                    yield from _fold(source, item.start, item)
                    stack.append(item)


def _fold(source: SourceFile, start: int, node: Node) -> Iterator[Span]:
    if not isinstance(node, Scalar) or node.style in (LITERAL, FOLDED):
        end = end_of(source.text, node)
        if end is not None and end > start:
            yield _trimmed(source, start, end)


def _trimmed(source: SourceFile, start: int, end: int) -> Span:
    return Span(start, start + len(source.text[start:end].rstrip()))


def _lines(source: SourceFile, span: Span) -> int:
    return source.position(max(span.start, span.end - 1)).line - source.position(span.start).line + 1


def selections(snapshot: Snapshot, path: str, offset: int) -> tuple[Span, ...]:
    """What a selection at an offset grows through: a name, its tag, the text, its entry, and so on to the document."""
    file = snapshot.files.get(path)
    if file is None:
        return ()
    document = next((at for at, _ in file.documents if at.span.start <= offset <= at.span.end), None)
    if document is None:
        return ()
    spans = [found.span for found in at(snapshot, path, offset)]
    spans += _around(document, offset)
    chain: list[Span] = []
    for span in sorted(set(spans), key=lambda span: span.end - span.start):
        if span.start <= offset <= span.end and (not chain or _widens(span, chain[-1])):
            chain.append(span)
    return tuple(chain)


def _widens(span: Span, inner: Span) -> bool:
    return span.start <= inner.start and inner.end <= span.end


def _around(document: Document, offset: int) -> Iterator[Span]:
    yield document.span
    node = document.root
    while node is not None:
        yield Span(node.start, node.end)
        inner: Node | None = None
        if isinstance(node, Mapping):
            for entry in node.entries.values():
                if not entry.merged and entry.key.start <= offset <= max(entry.key.end, entry.value.end):
                    yield Span(entry.key.start, max(entry.key.end, entry.value.end))
                    inner = entry.value if offset > entry.key.end else entry.key
        elif isinstance(node, Sequence):
            inner = next((item for item in node.items if item.start <= offset <= item.end), None)
        elif OPEN in node.text:
            yield from (locate(document.source, node, tag.start, tag.end) for tag in scan(node.text)[0])
        node = inner
