"""See `rules/missing-object-name.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import WorkflowObject
from argolint.model.build import value
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=WorkflowObject, group="names", severity=Severity.WARNING, since="0.1")
def missing_object_name(item: WorkflowObject, cx: Context) -> Findings:
    """An object has neither a name nor a prefix to make one of, so no cluster can store it."""
    if item.name is not None or item.generate_name is not None or cx.damaged(item.node):
        return
    metadata = item.metadata
    if metadata is None:
        if value(item.node, "metadata") is None:
            at = item.node.entries.get("metadata") or item.node.entries["kind"]
            yield finding(
                at.key.span,
                f"this {item.kind} has no name",
                help="add `metadata.name` or `metadata.generateName`",
            )
    elif not cx.damaged(metadata):
        at = item.node.entries["metadata"]
        yield finding(
            at.key.span, f"this {item.kind} has no name", help="add `name` or `generateName` under `metadata`"
        )
