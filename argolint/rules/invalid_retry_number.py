"""See `rules/invalid-retry-number.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.settings import FIRST_FIELDS, Form
from argolint.flow.unfit import unfit
from argolint.model import Invocation, Template, WorkflowObject
from argolint.rules.api import Basis, finding, rule
from argolint.rules.wording import object_of, unfit_message

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(
    on=(WorkflowObject, Template, Invocation),
    group="types",
    severity=Severity.WARNING,
    since="0.1",
    needs=(*FIRST_FIELDS, "template", "templateRef", "inline"),
    basis=Basis.TEXT,
)
def invalid_retry_number(subject: WorkflowObject | Template | Invocation, cx: Context) -> Findings:
    """A limit or factor of a retry strategy is no whole number."""
    for fault in unfit(subject, cx.flow(object_of(subject))):
        if fault.setting.form is Form.NUMBER and not cx.damaged(fault.setting.scalar):
            message, labels = unfit_message(fault, "no whole number")
            yield finding(fault.at, message, labels=labels, help="write a number such as `3`")
