"""See `rules/status-as-name.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions.tags import OPEN, scan
from argolint.model import Invocation, WorkflowObject
from argolint.rules.api import finding, rule
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_STATUS = ".status"
_QUOTES = "'\"`"


@rule(on=(WorkflowObject, Invocation), group="types", severity=Severity.WARNING, since="0.1", needs=("hooks",))
def status_as_name(subject: WorkflowObject | Invocation, cx: Context) -> Findings:
    """The expression of a hook reads a status in braces, which makes a name of its value."""
    for hook in subject.hooks:
        expression = hook.expression
        if expression is None or OPEN not in expression.text:
            continue
        for tag in scan(expression.text)[0]:
            before = expression.text[: tag.start].rstrip()[-1:]
            if not tag.is_expression and tag.name.endswith(_STATUS) and before not in (*_QUOTES,):
                yield finding(
                    locate(cx.document.source, expression, tag.start, tag.end),
                    f"`{{{{{tag.inner}}}}}` becomes a bare word here, such as `Failed`, which is a name and not a text",
                    help=f"write `{tag.name}` without braces, and quotes around the word that it is compared with",
                )
