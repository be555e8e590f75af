"""See `rules/resource-default-service-account.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.access.accounts import AGENT_TYPES, working_account
from argolint.access.runs import run_templates
from argolint.diagnostic import Severity
from argolint.model import WorkflowObject
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Template
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=WorkflowObject, group="access", severity=Severity.WARNING, since="0.1")
def resource_default_service_account(item: WorkflowObject, cx: Context) -> Findings:
    """A template that needs rights acts as the default service account, which has none at first."""
    if item.is_template:
        return
    flow = cx.flow(item)
    found = [(template, at) for template, at in run_templates(item, flow) if _acts_as_default(template, flow)]
    if not found:
        return
    from argolint.access.grants import is_bound  # most workflows have no such template

    if is_bound("default", item.namespace, cx.workspace):
        return
    template, at = found[0]
    deed = "runs kubectl" if template.type == "resource" else "is done by an agent"
    more = f" ({len(found)} templates do)" if len(found) > 1 else ""
    yield finding(
        at.span,
        f"{template.title} {deed} as the service account `default`{more}",
        help="set `spec.serviceAccountName` to an account with a role for it",
    )


def _acts_as_default(template: Template, flow: ObjectFlow) -> bool:
    if template.type != "resource" and template.type not in AGENT_TYPES:
        return False
    account = working_account(template, flow)
    return account is not None and account.is_default
