"""What `workflow.*` means in an object: which names exist and which of them have a value already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import PLACEHOLDER
from argolint.model import Kind
from argolint.model.build import mapping, value
from argolint.syntax.nodes import Scalar
from argolint.syntax.scalars import json_text

if TYPE_CHECKING:
    from argolint.model import Parameter, WorkflowObject
    from argolint.schema.versions import Version
    from argolint.syntax.nodes import Mapping

_ALWAYS = (
    "workflow.name", "workflow.namespace", "workflow.uid", "workflow.serviceAccountName", "workflow.status",
    "workflow.annotations", "workflow.annotations.json", "workflow.labels", "workflow.labels.json",
)  # fmt: skip
_SINCE = {"workflow.mainEntrypoint": (3, 5)}

OPEN_PREFIXES = ("workflow.creationTimestamp", "workflow.scheduledTime", "workflow.duration")
"""Argo takes every name that starts so."""

SET_BY_SERVER = ("workflow.labels.workflows.argoproj.io/", "workflow.annotations.workflows.argoproj.io/")
"""Written on a workflow when it is submitted, such as its creator; `argo lint` does not know them."""

_CRON_KEYS = {
    "labels": ("workflows.argoproj.io/cron-workflow",),
    "annotations": ("workflows.argoproj.io/scheduled-time",),
}
"""What the controller writes on the workflows that a CronWorkflow starts."""


def merged_parameters(user: WorkflowObject, referenced: WorkflowObject | None) -> dict[str, Parameter]:
    """The parameters of a run by name: its own ones win over those of the referenced WorkflowTemplate."""
    merged: dict[str, Parameter] = {}
    for source in (user, referenced):
        if source is not None:
            for parameter in source.arguments.parameters:
                if parameter.name is not None:
                    merged.setdefault(parameter.name.text, parameter)
    return merged


def known_value(node: object) -> str | None:
    """The text that a value has before anything runs; a map or list is the empty text, as Argo reads it."""
    if node is None:
        return None
    return json_text(node) if isinstance(node, Scalar) else ""


def workflow_values(item: WorkflowObject, referenced: WorkflowObject | None, version: Version) -> dict[str, str]:
    """Each `workflow.*` name that lint knows in an object, with its value or a placeholder."""
    names = dict.fromkeys(_ALWAYS, PLACEHOLDER)
    names.update((name, PLACEHOLDER) for name, since in _SINCE.items() if version >= since)
    parameters = merged_parameters(item, referenced)
    if parameters:
        names["workflow.parameters"] = names["workflow.parameters.json"] = PLACEHOLDER
    for name, parameter in parameters.items():
        known = known_value(parameter.value)
        names[f"workflow.parameters.{name}"] = PLACEHOLDER if known is None else known
    for kind in ("labels", "annotations"):
        names.update((f"workflow.{kind}.{key}", PLACEHOLDER) for key in _metadata_keys(item, referenced, kind))
    priority = value(item.spec, "priority") if item.spec is not None else None
    if isinstance(priority, Scalar):
        names["workflow.priority"] = priority.text
    return names


def _metadata_keys(item: WorkflowObject, referenced: WorkflowObject | None, kind: str) -> list[str]:
    if item.kind is Kind.CRON_WORKFLOW:
        keys = list(_CRON_KEYS[kind])
        blocks = [mapping(item.cron, "workflowMetadata")] if item.cron is not None else []
    else:
        keys = []
        blocks = [item.metadata]
    keys.extend(key for block in blocks for key in _keys(block, kind))
    specs = (item.spec, referenced.spec if referenced is not None else None, item.late_defaults)
    for spec in specs:
        if spec is not None:
            block = mapping(spec, "workflowMetadata")
            keys.extend(_keys(block, kind))
            if kind == "labels":
                keys.extend(_keys(block, "labelsFrom"))
    return keys


def _keys(block: Mapping | None, kind: str) -> list[str]:
    group = mapping(block, kind) if block is not None else None
    return list(group.entries) if group is not None else []
