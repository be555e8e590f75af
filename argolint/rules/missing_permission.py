"""See `rules/missing-permission.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import WorkflowObject, head
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.access.audit import Shortfall
    from argolint.model import Companion
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.source import Span


@rule(on=WorkflowObject, group="access", since="0.1")
def missing_permission(item: WorkflowObject, cx: Context) -> Findings:
    """The roles beside a workflow give its service account less than its templates need."""
    if not cx.workspace.has_companions:
        return
    from argolint.access.audit import shortfalls  # few workflows stand beside their roles

    for short in shortfalls(item, cx.flow(item)):
        verbs = " and ".join(f"`{verb}`" for verb in short.verbs)
        yield finding(
            short.at.span,
            f"service account `{short.account}` may not {verbs} `{short.title}`, which {short.purpose} needs",
            labels=[note(_place(role), "these are its rights", role.document.source) for role in short.roles[:1]],
            help=_help(short),
        )


def _place(role: Companion) -> Span:
    return role.name.span if role.name is not None else head(role.node)


def _help(short: Shortfall) -> str:
    group = short.group or '""'
    if short.misfiled:
        return f"`{short.resource}` belong to the group `{group}`: write `apiGroups: [{group}]`"
    rule_ = f"{{apiGroups: [{group}], resources: [{short.resource}], verbs: [{', '.join(short.verbs)}]}}"
    role = short.roles[0]
    name = f" `{role.name.text}`" if role.name is not None else ""
    return f"add `{rule_}` to the {role.kind}{name}"
