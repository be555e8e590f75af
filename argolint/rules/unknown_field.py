"""See `rules/unknown-field.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.rules.api import Basis, Change, Mending, finding, rule
from argolint.schema.problems import UnknownField

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=UnknownField, group="schema", since="0.1", basis=Basis.TEXT)
def unknown_field(problem: UnknownField, _cx: Context) -> Findings:
    """A field does not exist where it stands, in no version of Argo."""
    if problem.ignored or problem.other_versions is not None:
        return
    name, nearest = problem.key.text, problem.nearest
    same_letters = nearest is not None and nearest.casefold() == name.casefold()
    help_ = f"did you mean `{nearest}`?" if nearest is not None else None
    fix = None
    if problem.belongs is not None and not same_letters:
        help_ = f"`{name}` belongs {problem.belongs}"
    elif nearest is not None and nearest not in problem.mapping.entries:
        fix = Mending(f"rename it to `{nearest}`", (Change(problem.key.span, nearest),), safe=same_letters)
    yield finding(problem.key.span, f"{problem.owner} has no field `{name}`", help=help_, fix=fix)
