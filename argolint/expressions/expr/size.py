"""Counts the parts of an expression as the library does, which takes only so many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from argolint.expressions.expr.names import children
from argolint.expressions.expr.tree import Call, Chain, Member

if TYPE_CHECKING:
    from argolint.expressions.expr.tree import Node
    from argolint.expressions.expr.words import Word

_MOST_OF_A_WORD: Final = 2
"""No word brings more parts than these."""


def is_larger(tree: Node, words: list[Word], most: int) -> bool:
    """Whether an expression has more parts than that."""
    return len(words) * _MOST_OF_A_WORD > most and _parts(tree) - sum(word.kind == "IF" for word in words) > most


def _parts(tree: Node) -> int:
    """All nodes, each counted once; a choice by `if` counts like others, which it does not in the library."""
    count = 0
    seen: set[int] = set()
    waiting: list[Any] = [tree]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        count += _links(node.link) if isinstance(node, Chain) else 1
        waiting.extend(children(node))
    return count


def _links(node: Any) -> int:
    """How many members a chain has from its first `?.` on; the library makes it anew for each."""
    members = found = 0
    while isinstance(node, Member | Call):
        if isinstance(node, Member):
            members += 1
            found = members if node.optional else found
        node = node.callee if isinstance(node, Call) else node.base
    return found
