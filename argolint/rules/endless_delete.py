"""See `rules/endless-delete.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import WorkflowObject, head
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.model import Companion
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.source import Span


@rule(on=WorkflowObject, group="access", severity=Severity.WARNING, since="0.1")
def endless_delete(item: WorkflowObject, cx: Context) -> Findings:
    """A service account may delete and get an object, but not see when it is gone, so that its deletion never ends."""
    if not cx.workspace.has_companions:
        return
    from argolint.access.waiting import endless_deletes  # few workflows stand beside their roles

    for found in endless_deletes(item, cx.flow(item)):
        verbs = " and ".join(f"`{verb}`" for verb in found.lacking)
        yield finding(
            found.at.span,
            f"kubectl waits in vain for the end of this deletion of `{found.title}`: service account `{found.account}`"
            f" may `get`, but not {verbs} them",
            labels=[note(_place(role), "these are its rights", role.document.source) for role in found.roles[:1]],
            help=f"allow {verbs} too, or set `flags: [--wait=false]`",
        )


def _place(role: Companion) -> Span:
    return role.name.span if role.name is not None else head(role.node)
