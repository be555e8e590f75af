"""See `rules/ignored-hook-expression.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import WorkflowObject
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_EXIT = "exit"


@rule(on=WorkflowObject, group="names", severity=Severity.WARNING, since="0.1", needs=("hooks",))
def ignored_hook_expression(item: WorkflowObject, _cx: Context) -> Findings:
    """The hook `exit` of a workflow has an expression, which Argo never looks at."""
    for hook in item.hooks:
        if hook.event.text == _EXIT and hook.expression is not None and hook.expression.text:
            yield finding(
                hook.expression.span,
                f"the hook `exit` of {item.title} runs always: Argo does not look at its expression",
                help="give the hook another name, or let steps of its template decide by `when`",
            )
