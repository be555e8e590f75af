"""See `rules/ignored-field.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.nearest import Suggestion
from argolint.rules.api import Basis, finding, rule
from argolint.rules.mending import cut, instead
from argolint.schema.problems import UnknownField

if TYPE_CHECKING:
    from argolint.rules.api import Findings, Mending
    from argolint.rules.context import Context


@rule(on=UnknownField, group="schema", severity=Severity.WARNING, since="0.1", basis=Basis.TEXT)
def ignored_field(problem: UnknownField, cx: Context) -> Findings:
    """A field below a step has a name that Argo does not know there, and passes over in silence."""
    if not problem.ignored:
        return
    name, nearest = problem.key.text, problem.nearest
    if nearest is not None and nearest.casefold() == name.casefold():
        message = f"`{name}` of {problem.owner} counts only because Argo is lax below steps"
        help_: str | None = f"write `{nearest}`"
        fix: Mending | None = instead(problem.key.span, nearest, safe=True)
    else:
        message = f"{problem.owner} has no field `{name}`, and below a step Argo ignores it in silence"
        help_ = Suggestion(name, nearest) if nearest is not None else "remove it"
        value = problem.mapping.entries[name].value
        fix = cut(cx.document.source, problem.mapping, value, "it") if nearest is None else None
    yield finding(problem.key.span, message, help=help_, fix=fix)
