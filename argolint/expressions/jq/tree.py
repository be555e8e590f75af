"""The tree of a jq filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Node(NamedTuple):
    """A part of a filter: what it is, where it stands, its own word or operator, and what it is made of.

    Kinds and their parts:
    `program` (header, imports, body), `module`, `import`, `absent`, `definition` (function, rest),
    `function` (parameters, body), `name`, `pipe` and `comma` and `operator` (left, right),
    `binding` (source, patterns, body), `label` (body), `break`, `identity`, `recurse`, `constant`, `number`,
    `variable`, `string` (texts and filters between them), `text`, `call` (arguments), `format` (string),
    `object` (entries), `entry` (key, value), `array` (filter, or patterns), `group` (filter), `unary` (term),
    `if` (condition and result in turn, then the last resort), `try` (body, handler),
    `reduce` and `foreach` (source, pattern, start, update, extract), and with the term that they are applied
    to as first part: `field`, `key` (term, key), `slice` (term, from, to), `each`, `optional`.
    """

    kind: str
    start: int
    end: int
    text: str = ""
    parts: tuple[Node, ...] = ()


def walk(root: Node) -> Iterator[tuple[Node, Node]]:
    """Every node below a root beside its parent, in the order of the text."""
    waiting = [(part, root) for part in reversed(root.parts)]
    while waiting:
        node, parent = waiting.pop()
        yield node, parent
        waiting.extend((part, node) for part in reversed(node.parts))
