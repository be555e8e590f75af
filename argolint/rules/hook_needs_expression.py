"""See `rules/hook-needs-expression.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Invocation, WorkflowObject
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

EXIT = "exit"


@rule(on=(WorkflowObject, Invocation), group="names", since="0.1")
def hook_needs_expression(subject: WorkflowObject | Invocation, cx: Context) -> Findings:
    """A lifecycle hook other than `exit` has no expression that says when it starts."""
    for hook in subject.hooks:
        if hook.event.text != EXIT and hook.expression is None and not cx.damaged(hook.node):
            spelt_wrong = hook.event.text.lower() == EXIT
            yield finding(
                hook.event.span,
                f"hook `{hook.event.text}` has no `expression`, so nothing says when it starts",
                help="the hook at the end is called `exit`, in lower case"
                if spelt_wrong
                else 'give it an `expression` such as `workflow.status == "Running"`, or call it `exit`',
            )
