"""See `rules/wrong-type.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.rules.api import Basis, Change, Mending, finding, rule
from argolint.schema.problems import WrongType
from argolint.syntax.nodes import Scalar
from argolint.syntax.strangers import is_of_chart

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=WrongType, group="schema", since="0.1", basis=Basis.TAGS)
def wrong_type(problem: WrongType, _cx: Context) -> Findings:
    """A value is of another type than its field takes."""
    if isinstance(problem.node, Scalar) and "{{" in problem.node.text and is_of_chart(problem.node.text):
        return
    advice, fix = problem.advice, None
    if advice is not None and advice.text is not None:
        fix = Mending("write it in the right type", (Change(problem.node.span, advice.text),), safe=advice.safe)
    yield finding(
        problem.node.span,
        f"`{problem.path}` must be {problem.expected}, not {problem.found}",
        help=advice.hint if advice is not None else None,
        fix=fix,
    )
