"""See `rules/invalid-timeout.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import OPEN
from argolint.expressions.whole_numbers import whole_number
from argolint.flow.passing import origin, passed_text
from argolint.model import Invocation, Template
from argolint.model.build import text
from argolint.names import Resolved
from argolint.rules.api import Basis, finding, note, rule
from argolint.rules.mending import in_place

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(
    on=(Template, Invocation),
    group="types",
    since="0.1",
    needs=("timeout", "template", "templateRef", "inline"),
    basis=Basis.TEXT,
)
def invalid_timeout(subject: Template | Invocation, cx: Context) -> Findings:
    """The timeout of a template is a number without a unit."""
    if isinstance(subject, Invocation):
        yield from _passed(subject, cx)
        return
    timeout = text(subject.node, "timeout")
    filled = cx.text(timeout, subject) if timeout is not None and subject.is_leaf else ""
    if timeout is not None and _without_unit(filled) and cx.examined(subject, at_every_call=True):
        said = f"the timeout `{filled}` has no unit"
        if OPEN in timeout.text:
            said = f"the timeout `{timeout.text}` is `{filled}`, which has no unit"
        fix = in_place(cx.document.source, timeout.span, filled, _with_unit(filled))
        yield finding(timeout.span, said, help=_help(filled), fix=fix)


def _passed(call: Invocation, cx: Context) -> Findings:
    """The timeout that a call makes of the arguments it passes."""
    flow = cx.flow(call.caller.owner)
    target = flow.target(call)
    callee = target.target if isinstance(target, Resolved) else None
    timeout = text(callee.node, "timeout") if callee is not None else None
    if callee is None or timeout is None or OPEN not in timeout.text or not callee.is_leaf:
        return
    filled = passed_text(flow, timeout, call, callee)
    if not _without_unit(filled) or _without_unit(cx.text(timeout, callee)):
        return
    there = note(timeout.span, "used here", callee.owner.document.source)
    said = f"{call.title} makes the timeout of {callee.title} `{filled}`, which has no unit"
    yield finding(origin(call, timeout), said, labels=[there], help=_help(filled))


def _without_unit(timeout: str) -> bool:
    return whole_number(timeout) is not None


def _help(number: str) -> str:
    return f"write a duration such as `{_with_unit(number)}`"


def _with_unit(number: str) -> str:
    return f"{number.lstrip('+-')}s"
