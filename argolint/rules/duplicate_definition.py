"""See `rules/duplicate-definition.md`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from argolint.model import WorkflowObject
from argolint.names.definitions import CLUSTER
from argolint.rules.api import finding, note, rule
from argolint.source import purpose_of

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=WorkflowObject, group="names", since="0.1")
def duplicate_definition(item: WorkflowObject, cx: Context) -> Findings:
    """Two WorkflowTemplates of one namespace, or two ClusterWorkflowTemplates, have the same name in one folder."""
    if not item.is_template:
        return
    name = item.name.text if item.name is not None else ""
    first = next((other for other in cx.workspace.namesakes(name) if _alike(item, other)), item)
    if _place(first) == _place(item):
        return
    where = f" in namespace `{item.namespace}`" if item.namespace and item.kind is not CLUSTER else ""
    named = f"{item.title} is defined twice{where}"
    nameless = f"a second {item.kind} has no `name`{where}, and Argo takes both for the same one"
    yield finding(
        item.span,
        nameless if item.name is None else named,
        labels=[note(first.span, "the first one", first.document.source)],
        help="rename one of them, or take it away" if item.name is not None else "name them",
    )


def _alike(item: WorkflowObject, other: WorkflowObject) -> bool:
    if item.kind is not other.kind or (item.kind is not CLUSTER and item.namespace != other.namespace):
        return False
    one, two = item.document.source.path, other.document.source.path
    together = os.path.dirname(one) == os.path.dirname(two) and purpose_of(one) == purpose_of(two)
    return one == two or (item.name is not None and together)


def _place(item: WorkflowObject) -> tuple[str, int]:
    return item.document.source.path, item.node.start
