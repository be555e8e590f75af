"""See `rules/invalid-duration.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.durations import meant
from argolint.expressions.whole_numbers import whole_number
from argolint.flow.settings import FIRST_FIELDS, Form
from argolint.flow.unfit import unfit
from argolint.model import Invocation, Template, WorkflowObject
from argolint.rules.api import Basis, finding, rule
from argolint.rules.mending import in_place
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
    basis=Basis.TEXT,
)
def invalid_duration(subject: WorkflowObject | Template | Invocation, cx: Context) -> Findings:
    """A field that takes a duration holds a text that is none."""
    for fault in unfit(subject, cx.flow(object_of(subject))):
        form = fault.setting.form
        if form is not Form.NUMBER and not cx.damaged(fault.setting.scalar):
            message, labels = unfit_message(fault, f"no {form.value.removeprefix('a ')}")
            better = _meant(fault.text, form)
            fix = in_place(cx.document.source, fault.at, fault.text, better) if better else None
            yield finding(fault.at, message, labels=labels, help=_help(fault.text, better), fix=fix)


def _meant(text: str, form: Form) -> str | None:
    seconds = whole_number(text)
    if seconds is not None:
        return f"{seconds}s"
    better = meant(text)
    if better is not None and form.fits(better):
        return better
    return text[1:] if text.startswith("-") and form is Form.POSITIVE_DURATION else None


def _help(text: str, better: str | None) -> str:
    if better is not None:
        return f"write a unit: `{better}`" if whole_number(text) is not None else f"write {quoted(better)}"
    return "write hours, minutes and seconds, such as `1h30m` or `45s`; days do not exist"
