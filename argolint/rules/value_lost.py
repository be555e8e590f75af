"""See `rules/value-lost.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.rules.api import Basis, finding, rule
from argolint.schema.problems import LostValue

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=LostValue, group="schema", severity=Severity.WARNING, since="0.1", basis=Basis.TAGS)
def value_lost(problem: LostValue, _cx: Context) -> Findings:
    """A parameter holds a map or a list, which Argo takes and turns into the empty text."""
    yield finding(
        problem.node.span,
        f"`{problem.path}` is {problem.found}, which Argo reads as the empty text",
        help="write it as a text of JSON, in quotes or as a block after `|`",
    )
