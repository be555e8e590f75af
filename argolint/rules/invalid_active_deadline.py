"""See `rules/invalid-active-deadline.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import CLOSE, OPEN, PLACEHOLDER, is_dynamic
from argolint.expressions.whole_numbers import whole_number
from argolint.model import Template
from argolint.model.build import scalar
from argolint.rules.api import finding, rule
from argolint.syntax.scalars import ScalarKind, integer_value, kind

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Template, group="types", since="0.1", needs=("activeDeadlineSeconds",))
def invalid_active_deadline(template: Template, cx: Context) -> Findings:
    """The deadline of a template is no number of seconds."""
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
    if (seconds is None or seconds < 0) and cx.examined(template):
        said = f"`{filled}` is no number of seconds" if seconds is None else f"`{filled}` is less than no time"
        yield finding(deadline.span, said, help="write whole seconds, such as `300`")


def _left_to_the_run(filled: str) -> bool:
    tag = filled.startswith(OPEN) and filled.endswith(CLOSE)
    return tag or filled.startswith(PLACEHOLDER) or is_dynamic(filled)
