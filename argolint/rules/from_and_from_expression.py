"""See `rules/from-and-from-expression.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.arguments import checked_arguments, owner
from argolint.model import Invocation, WorkflowObject
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(WorkflowObject, Invocation), group="names", since="0.1", needs=("arguments",))
def from_and_from_expression(subject: WorkflowObject | Invocation, cx: Context) -> Findings:
    """An artifact that is handed over has both `from` and `fromExpression`."""
    for artifact in checked_arguments(subject, cx.flow(owner(subject))).artifacts:
        if artifact.source is not None and artifact.from_expression is not None:
            first, second = artifact.node.entries["from"].key, artifact.node.entries["fromExpression"].key
            yield finding(
                second.span,
                "`fromExpression` stands beside `from`, and only one can tell where the artifact comes from",
                labels=[note(first.span, "the other one")],
                help="keep `from`: an argument cannot come from an expression alone",
            )
