"""See `rules/default-service-account.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import WorkflowObject
from argolint.model.build import mapping, text
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_FIELD = "serviceAccountName"


@rule(on=WorkflowObject, group="security", severity=Severity.INFO, since="0.1", default=False)
def default_service_account(item: WorkflowObject, _cx: Context) -> Findings:
    """A workflow runs as the account `default`, which it shares with everything else in its namespace."""
    spec = item.spec
    if spec is None or (item.workflow_template_ref is not None and text(spec, _FIELD) is None):
        return
    defaults = mapping(spec, "templateDefaults")
    account = text(spec, _FIELD) or (text(defaults, _FIELD) if defaults is not None else None)
    pods = [template for template in item.all_templates() if template.is_pod]
    if account is None and pods and any(text(template.node, _FIELD) is None for template in pods):
        yield finding(
            item.span,
            f"{item.title} names no service account, so its pods run as `default`",
            help="give it a `serviceAccountName` of its own",
        )
    elif account is not None and account.text == "default":
        yield finding(
            account.span,
            f"{item.title} runs as the account `default`",
            help="give it a `serviceAccountName` of its own",
        )
