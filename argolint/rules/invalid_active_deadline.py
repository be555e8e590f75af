"""See `rules/invalid-active-deadline.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import CLOSE, OPEN, PLACEHOLDER, is_dynamic
from argolint.expressions.whole_numbers import whole_number
from argolint.model import Template, WorkflowObject
from argolint.model.build import scalar
from argolint.rules.api import Basis, finding, rule
from argolint.syntax.scalars import ScalarKind, integer_value, kind

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(WorkflowObject, Template), group="types", since="0.1", needs=("activeDeadlineSeconds",), basis=Basis.TEXT)
def invalid_active_deadline(subject: WorkflowObject | Template, cx: Context) -> Findings:
    """The deadline of a workflow or template is no number of seconds, or leaves it no time."""
    if isinstance(subject, Template):
        yield from _of_template(subject, cx)
        return
    deadline = scalar(subject.spec, "activeDeadlineSeconds") if subject.spec is not None else None
    seconds = integer_value(deadline) if deadline is not None and kind(deadline) is ScalarKind.INTEGER else None
    if deadline is not None and seconds is not None and seconds < 1:
        said = f"with `{deadline.text}` the run is over before its first pod starts"
        yield finding(deadline.span, said, help="write whole seconds, such as `3600`, or leave it out for no limit")


def _of_template(template: Template, cx: Context) -> Findings:
    deadline = scalar(template.node, "activeDeadlineSeconds")
    if deadline is None or template.type in ("steps", "dag"):
        return
    what = kind(deadline)
    if what is ScalarKind.INTEGER:
        seconds, filled = integer_value(deadline), deadline.text
    elif what is ScalarKind.STRING:
        filled = cx.text(deadline, template)
        if _left_to_the_run(filled):
            return
        seconds = whole_number(filled)
    else:
        return
    if (seconds is None or seconds < 1) and cx.examined(template):
        said = f"`{filled}` is no number of seconds" if seconds is None else f"`{filled}` gives a pod no time"
        yield finding(deadline.span, said, help="write whole seconds, such as `300`")


def _left_to_the_run(filled: str) -> bool:
    tag = filled.startswith(OPEN) and filled.endswith(CLOSE)
    return tag or filled.startswith(PLACEHOLDER) or is_dynamic(filled)
