"""See `rules/hook-needs-expression.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Invocation, WorkflowObject
from argolint.model.build import is_null, mapping, text
from argolint.rules.api import finding, rule
from argolint.rules.mending import instead
from argolint.syntax.nodes import Mapping

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Node

EXIT = "exit"


@rule(on=(WorkflowObject, Invocation), group="names", since="0.1", needs=("hooks",))
def hook_needs_expression(subject: WorkflowObject | Invocation, cx: Context) -> Findings:
    """A lifecycle hook other than `exit` has no expression that says when it starts."""
    holder = subject.spec if isinstance(subject, WorkflowObject) else subject.node
    hooks = mapping(holder, "hooks") if holder is not None else None
    if hooks is None:
        return
    for entry in hooks.entries.values():
        event, node = entry.key, entry.value
        if event.text == EXIT or cx.damaged(node) or not _lacks_expression(node):
            continue
        yield finding(
            event.span,
            f"hook `{event.text}` has no `expression`, so nothing says when it starts",
            help=_WRONG_CASE if event.text.lower() == EXIT else _MENDING,
            fix=instead(event.span, EXIT) if event.text.lower() == EXIT else None,
        )


_WRONG_CASE = "the hook at the end is called `exit`, in lower case"
_MENDING = 'give it an `expression` such as `workflow.status == "Running"`, or call it `exit`'


def _lacks_expression(hook: Node) -> bool:
    return is_null(hook) or (isinstance(hook, Mapping) and text(hook, "expression") is None)
