"""See `rules/automount-needs-executor-account.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.access.accounts import executors
from argolint.model import Template
from argolint.model.build import scalar
from argolint.rules.api import finding, rule
from argolint.syntax.scalars import boolean_value

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_FIELD = "automountServiceAccountToken"


@rule(on=Template, group="access", since="0.1")
def automount_needs_executor_account(template: Template, cx: Context) -> Findings:
    """Pods get no token of their service account, and the executor in them has no account of its own."""
    spec = template.owner.spec
    if not template.is_pod or (_FIELD not in template.node.entries and not (spec and _FIELD in spec.entries)):
        return
    flow = cx.flow(template.owner)
    runner = flow.user if flow.user is not None else flow
    own = scalar(template.node, _FIELD)
    setting = own if own is not None else scalar(spec, _FIELD) if spec is not None else None
    if setting is None or boolean_value(setting) is not False or runner.library:
        return
    if next(executors(template, runner), None) is None:
        yield finding(
            setting.span,
            f"{template.title} cannot start: without the token of its pod the executor needs an account",
            help="set `executor.serviceAccountName`, or take `automountServiceAccountToken` away",
        )
