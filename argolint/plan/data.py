"""An object as the plain data that Argo reads out of it, and where each field stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from argolint.plan.operation import Source, field_path
from argolint.syntax.data import data_of
from argolint.syntax.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from argolint.model import WorkflowObject
    from argolint.syntax.nodes import Node

_OF_SERVER: Final = frozenset(
    {"creationTimestamp", "generation", "managedFields", "resourceVersion", "selfLink", "uid"}
)  # fmt: skip


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
