"""A tree as the plain data that Argo reads out of it, and where each field stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from argolint.plan.operation import Source, field_path
from argolint.syntax.nodes import Mapping, Scalar
from argolint.syntax.scalars import ScalarKind, boolean_value, float_value, integer_value, json_text, key_text, kind

if TYPE_CHECKING:
    from argolint.model import WorkflowObject
    from argolint.syntax.nodes import Node

_ANYTHING: Final = "withItems"
"""Below it stand values of the user's own, in which null means something."""
_OF_SERVER: Final = frozenset(
    {"creationTimestamp", "generation", "managedFields", "resourceVersion", "selfLink", "uid"}
)  # fmt: skip


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


def object_data(item: WorkflowObject) -> dict[str, Any]:
    """An object without what only a server writes."""
    found: dict[str, Any] = data_of(item.node)
    found.pop("status", None)
    metadata = found.get("metadata") or {}
    return {**found, "metadata": {key: value for key, value in metadata.items() if key not in _OF_SERVER}}


def source_of(item: WorkflowObject, file: str) -> Source:
    """Where an object and each of its fields stand."""
    position = item.document.source.position
    fields: dict[str, tuple[int, int]] = {}
    todo: list[tuple[str, Node]] = [("", item.node)]
    while todo:
        path, node = todo.pop()
        if isinstance(node, Mapping):
            for name, entry in node.entries.items():
                below = field_path(path, name)
                line, column = position(entry.key.start)
                fields[below] = line, column
                todo.append((below, entry.value))
        elif not isinstance(node, Scalar):
            for index, one in enumerate(node.items):
                line, column = position(one.start)
                fields[f"{path}[{index}]"] = line, column
                todo.append((f"{path}[{index}]", one))
    start, end = position(item.node.start), position(item.node.end)
    return Source(file, start.line, start.column, end.line, end.column, fields)
