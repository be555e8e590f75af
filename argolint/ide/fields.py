"""The texts below a node, each with the field that it stands in: that decides in which language it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions.tags import OPEN
from argolint.syntax.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.syntax.nodes import Node

_NAMED_ENTRIES = frozenset({"hooks", "labelsFrom"})
"""Maps whose entries are named freely, so that what stands below them is known by the map."""

_EXPRESSIONS = frozenset(
    {
        ("valueFrom", "expression"), ("hooks", "expression"), ("labelsFrom", "expression"),
        ("retryStrategy", "expression"), ("transformation", "expression"), ("artifacts", "fromExpression"),
    }
)  # fmt: skip
_REFERENCES = frozenset({("valueFrom", "parameter"), ("artifacts", "from")})


class Field(NamedTuple):
    """A text that may name something, with its field and the one around that."""

    scalar: Scalar
    holder: str
    name: str

    @property
    def is_expression(self) -> bool:
        """Whether it is one expression as a whole."""
        return (self.holder, self.name) in _EXPRESSIONS

    @property
    def may_refer(self) -> bool:
        """Whether it may name an output without braces."""
        return (self.holder, self.name) in _REFERENCES


def fields(node: Node, field: str) -> Iterator[Field]:
    """The texts below a node that stands under a field; of keys only those with a tag."""
    stack: list[tuple[Node, str, str]] = [(node, "", field)]
    while stack:
        at, holder, name = stack.pop()
        if isinstance(at, Scalar):
            yield Field(at, holder, name)
        elif isinstance(at, Mapping):
            inner = holder if holder in _NAMED_ENTRIES else name
            for key, entry in at.entries.items():
                if OPEN in key:
                    yield Field(entry.key, "", "")
                stack.append((entry.value, inner, key))
        else:
            stack.extend((item, holder, name) for item in at.items)
