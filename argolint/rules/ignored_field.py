"""See `rules/ignored-field.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.rules.api import finding, rule
from argolint.schema.problems import UnknownField

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=UnknownField, group="schema", severity=Severity.WARNING, since="0.1")
def ignored_field(problem: UnknownField, _cx: Context) -> Findings:
    """A field below a step has a name that Argo does not know there, and passes over in silence."""
    if not problem.ignored:
        return
    name, nearest = problem.key.text, problem.nearest
    if nearest is not None and nearest.casefold() == name.casefold():
        message = f"`{name}` of {problem.owner} counts only because Argo is lax below steps"
        help_ = f"write `{nearest}`"
    else:
        message = f"{problem.owner} has no field `{name}`, and below a step Argo ignores it in silence"
        help_ = f"did you mean `{nearest}`?" if nearest is not None else "remove it"
    yield finding(problem.key.span, message, help=help_)
