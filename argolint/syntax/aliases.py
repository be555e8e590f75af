"""Anchors and aliases of one document, with the bound that Go's YAML reader sets on what they multiply to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.syntax.problems import BadAlias
from argolint.syntax.stop import Stop

if TYPE_CHECKING:
    from argolint.source import Span
    from argolint.syntax.nodes import Node

OPEN = -1

_HARMLESS = 1_000
_FEW_ALIASED = 100
_SMALL, _LARGE = 400_000, 4_000_000
_SHARE_IN_SMALL, _SHARE_IN_LARGE = 0.99, 0.10


class Anchors:
    """The anchors seen so far; those in `unfinished` name collections that are still being read."""

    __slots__ = ("_aliased", "_named", "_sizes", "unfinished")

    def __init__(self) -> None:
        self._named: dict[str, Node] = {}
        self._sizes: dict[str, int] = {}
        self.unfinished: list[tuple[Node, str, int]] = []
        self._aliased = 0

    def add(self, name: str, node: Node, seen: int) -> None:
        """Name a node; `seen` is the number of events so far."""
        self._named[name] = node
        self._sizes[name] = 1
        if node.end == OPEN:
            self.unfinished.append((node, name, seen + self._aliased))

    def close(self, node: Node, seen: int) -> None:
        """Note the size of a collection that has ended, if it has an anchor."""
        if self.unfinished and self.unfinished[-1][0] is node:
            _, name, before = self.unfinished.pop()
            if self._named[name] is node:
                self._sizes[name] = seen + self._aliased - before

    def resolve(self, name: str, span: Span, seen: int) -> Node:
        """The node that an alias stands for."""
        node = self._named.get(name)
        if node is None:
            raise Stop(
                BadAlias(
                    span,
                    f"alias `*{name}` has no anchor `&{name}` before it in this document",
                    f"write `&{name}` before the value that is meant, or quote the text if it is no alias",
                )
            )
        if node.end == OPEN:
            raise Stop(
                BadAlias(
                    span,
                    f"alias `*{name}` stands inside the value that its anchor `&{name}` names",
                    "let the alias refer to a value that is complete before it",
                )
            )
        self._aliased += self._sizes[name]
        if self._is_excessive(seen):
            raise Stop(
                BadAlias(
                    span,
                    f"with alias `*{name}` the aliases multiply this document beyond what Argo reads",
                    "write the repeated values out, or move them to a template that is called",
                )
            )
        return node

    def _is_excessive(self, seen: int) -> bool:
        total = seen + self._aliased
        if self._aliased <= _FEW_ALIASED or total <= _HARMLESS:
            return False
        progress = min(max((total - _SMALL) / (_LARGE - _SMALL), 0.0), 1.0)
        return self._aliased / total > _SHARE_IN_SMALL - (_SHARE_IN_SMALL - _SHARE_IN_LARGE) * progress
