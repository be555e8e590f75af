"""What a file offers to others: as long as it stays the same, names in other files keep their meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from argolint.model import WorkflowObject
    from argolint.project.files import LoadedFile
    from argolint.syntax.nodes import Node

Exports: TypeAlias = "dict[str, list[object]]"
"""By the name of a library object, all of it that decides what references to it mean."""


def exports_of(file: LoadedFile | None) -> Exports:
    """The exports of a file; none of one that is not there."""
    found: Exports = {}
    for item in file.objects() if file is not None else ():
        if item.is_template and item.name is not None:
            found.setdefault(item.name.text, []).append(_export(item))
    return found


def changed_names(before: Exports, after: Exports) -> set[str]:
    """The names of library objects that mean something else than before."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def _export(item: WorkflowObject) -> object:
    given = [(_text(at.name), _text(at.value)) for at in item.arguments.parameters]
    artifacts = [_text(at.name) for at in item.arguments.artifacts]
    templates = [
        (
            _text(template.name),
            [_text(at.name) for at in template.inputs.parameters],
            [_text(at.name) for at in template.inputs.artifacts],
        )
        for template in item.templates
    ]
    return item.kind, item.namespace, _text(item.entrypoint), _text(item.on_exit), given, artifacts, templates


def _text(node: Node | None) -> str | None:
    return node.text if isinstance(node, Scalar) else None
