"""A tree as the plain data that Argo reads out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from argolint.syntax.nodes import Mapping, Scalar
from argolint.syntax.scalars import ScalarKind, boolean_value, float_value, integer_value, json_text, key_text, kind

if TYPE_CHECKING:
    from argolint.syntax.nodes import Node

_ANYTHING: Final = "withItems"
"""Below it stand values of the user's own, in which null means something."""


def data_of(node: Node, *, nulls: bool = False) -> Any:
    """The JSON value of a node; a null in a map is left out, as it means the same, unless `nulls` are wanted."""
    if isinstance(node, Scalar):
        return scalar_data(node)
    if not isinstance(node, Mapping):
        return [data_of(item, nulls=nulls) for item in node.items]
    found: dict[str, Any] = {}
    for entry in node.entries.values():
        key = key_text(entry.key)
        value = data_of(entry.value, nulls=nulls or entry.key.text == _ANYTHING)
        if value is not None or nulls:
            found[entry.key.text if key is None else key] = value
    return found


def scalar_data(scalar: Scalar) -> Any:
    """The JSON value of a scalar; a number that is whole is written as one."""
    what = kind(scalar)
    if what is ScalarKind.NULL:
        return None
    if what is ScalarKind.BOOLEAN:
        return boolean_value(scalar)
    if what is ScalarKind.STRING:
        return json_text(scalar)
    whole = integer_value(scalar)
    return float_value(scalar) if whole is None else whole
