"""See `rules/excessive-permission.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import WorkflowObject, head
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=WorkflowObject, group="access", severity=Severity.WARNING, since="0.1", default=False)
def excessive_permission(item: WorkflowObject, cx: Context) -> Findings:
    """A role gives the service account of a workflow what no workflow among the files needs."""
    if item.is_template or not cx.workspace.has_companions:
        return
    from argolint.access.excess import excess  # few workspaces hold roles

    for found in excess(item, cx.flow(item).flows):
        role = found.role
        place = role.name.span if role.name is not None else head(role.node)
        for message in found.messages:
            yield finding(
                item.span,
                f"service account `{found.account}` may do more than the workflows here need: {message}",
                labels=[note(place, "given here", role.document.source)],
                help="`argolint rbac` writes a role that gives what is needed and no more",
            )
