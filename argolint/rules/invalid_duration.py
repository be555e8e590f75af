"""See `rules/invalid-duration.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.durations import meant
from argolint.expressions.whole_numbers import whole_number
from argolint.flow.settings import FIRST_FIELDS, Form
from argolint.flow.unfit import unfit
from argolint.model import Invocation, Template, WorkflowObject
from argolint.rules.api import finding, rule
from argolint.rules.wording import object_of, unfit_message
from argolint.schema.words import quoted

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(
    on=(WorkflowObject, Template, Invocation),
    group="types",
    since="0.1",
    needs=(*FIRST_FIELDS, "template", "templateRef", "inline"),
)
def invalid_duration(subject: WorkflowObject | Template | Invocation, cx: Context) -> Findings:
    """A field that takes a duration holds a text that is none."""
    for fault in unfit(subject, cx.flow(object_of(subject))):
        form = fault.setting.form
        if form is not Form.NUMBER and not cx.damaged(fault.setting.scalar):
            message, labels = unfit_message(fault, f"no {form.value.removeprefix('a ')}")
            yield finding(fault.at, message, labels=labels, help=_mending(fault.text, form))


def _mending(text: str, form: Form) -> str:
    seconds = whole_number(text)
    if seconds is not None:
        return f"write a unit: `{seconds}s`"
    better = meant(text)
    if better is not None and form.fits(better):
        return f"write `{better}`"
    if text.startswith("-") and form is Form.POSITIVE_DURATION:
        return f"write {quoted(text[1:])}"
    return "write hours, minutes and seconds, such as `1h30m` or `45s`; days do not exist"
