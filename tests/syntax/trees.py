"""Short ways to read a text and to look at its tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argolint.source import SourceFile
from argolint.syntax import Document, parse
from argolint.syntax.nodes import Entry, Mapping, Node, Scalar, Sequence
from argolint.syntax.scalars import ScalarKind, boolean_value, float_value, integer_value, json_text, kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.syntax.problems import Problem


def document(text: str) -> Document:
    """The only document of a text."""
    (found,) = parse(SourceFile("a.yaml", text))
    return found


def problem(text: str) -> Any:
    """The only problem of a text with one document."""
    (found,) = problems(text)
    return found


def problems(text: str) -> tuple[Problem, ...]:
    """All problems of a text."""
    return tuple(one for doc in parse(SourceFile("a.yaml", text)) for one in doc.problems)


def value(text: str) -> Any:
    """What JSON would hold of a text that has one document without problems."""
    found = document(text)
    assert found.problems == ()
    assert found.root is not None
    return plain(found.root)


def plain(node: Node) -> Any:
    """What JSON would hold of a node."""
    if isinstance(node, Mapping):
        return {name: plain(entry.value) for name, entry in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return _PLAIN[kind(node)](node)


_PLAIN = {
    ScalarKind.STRING: json_text,
    ScalarKind.INTEGER: integer_value,
    ScalarKind.FLOAT: float_value,
    ScalarKind.BOOLEAN: boolean_value,
    ScalarKind.NULL: lambda _: None,
}


def shape(node: Node) -> Any:
    """Everything that a tree holds, places too, as values that can be compared."""
    if isinstance(node, Mapping):
        entries = [_entry_shape(name, entry) for name, entry in node.entries.items()]
        return ("map", node.start, node.end, entries)
    if isinstance(node, Sequence):
        return ("list", node.start, node.end, [shape(item) for item in node.items])
    return (node.start, node.end, node.text, node.style, node.tag)


def _entry_shape(name: str, entry: Entry) -> Any:
    return (name, entry.merged, shape(entry.key), shape(entry.value))


def children(node: Node) -> list[Node]:
    """The nodes directly inside a node, keys before their values; merged entries are left out."""
    if isinstance(node, Sequence):
        return list(node.items)
    if isinstance(node, Mapping):
        own = [entry for entry in node.entries.values() if not entry.merged]
        return [part for entry in own for part in (entry.key, entry.value)]
    return []


def scalars(root: Node) -> Iterator[Scalar]:
    """Each scalar of a tree once, keys included."""
    waiting: list[Node] = [root]
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Scalar):
            yield node
        waiting.extend(children(node))
