"""See `rules/resource-default-service-account.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.access.accounts import working_account
from argolint.access.grants import is_bound
from argolint.access.needs import AGENT_TYPES
from argolint.diagnostic import Severity
from argolint.model import Template
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Template, group="access", severity=Severity.WARNING, since="0.1")
def resource_default_service_account(template: Template, cx: Context) -> Findings:
    """A template that needs rights acts as the default service account, which has none at first."""
    if template.type != "resource" and template.type not in AGENT_TYPES:
        return
    flow = cx.flow(template.owner)
    runner = flow.user if flow.user is not None else flow
    if runner.library:
        return
    account = working_account(template, runner)
    home = runner.item.namespace
    if account is None or not account.is_default or is_bound(account.name, home, cx.workspace):
        return
    deed = "runs kubectl" if template.type == "resource" else "is done by an agent"
    yield finding(
        template.bodies[0].key.span,
        f"the {template.type} of {template.title} {deed} as the service account `default`",
        help="set `spec.serviceAccountName` to an account with a role for it",
    )
