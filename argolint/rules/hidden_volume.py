"""See `rules/hidden-volume.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.kubernetes.volumes import workflow_volumes
from argolint.model import WorkflowObject
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Scalar

_HOLDERS = frozenset({"volumes", "volumeClaimTemplates"})


@rule(
    on=WorkflowObject, group="names", severity=Severity.WARNING, since="0.1", needs=("volumes", "volumeClaimTemplates")
)
def hidden_volume(item: WorkflowObject, _cx: Context) -> Findings:
    """Two volumes of a workflow have the same name, and only the first of them is ever mounted."""
    if item.spec is None or item.spec.entries.keys().isdisjoint(_HOLDERS):
        return
    first: dict[str, Scalar] = {}
    for name in workflow_volumes(item.spec):
        before = first.setdefault(name.text, name)
        if before is not name:
            yield finding(
                name.span,
                f"no mount reaches this `{name.text}`: another volume has the name",
                labels=[note(before.span, "this one is mounted")],
                help="rename one of them, or take it away",
            )
