"""See `rules/missing-call-target.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Invocation
from argolint.rules.api import Basis, finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_TARGETS = ("template", "templateRef", "inline")


@rule(on=Invocation, group="names", since="0.1", basis=Basis.MAP)
def missing_call_target(call: Invocation, cx: Context) -> Findings:
    """A step or task does not say what it runs."""
    if call.template is not None or call.template_ref is not None or call.inline is not None:
        return
    if cx.damaged(call.node) or any(cx.damaged(call.node.get(field)) for field in _TARGETS):
        return
    yield finding(
        call.span,
        f"{call.title} runs nothing: it has neither `template`, `templateRef` nor `inline`",
        help="name a template with `template`, or one of a WorkflowTemplate with `templateRef`",
    )
