"""See `rules/sequence-not-a-number.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions.tags import OPEN, is_known
from argolint.expressions.whole_numbers import whole_number
from argolint.model import Invocation
from argolint.model.build import value
from argolint.rules.api import finding, rule
from argolint.schema.words import quoted
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Invocation, group="types", severity=Severity.WARNING, since="0.1", needs=("withSequence",))
def sequence_not_a_number(call: Invocation, cx: Context) -> Findings:
    """The variable that bounds a `withSequence` has a value that is no whole number."""
    if call.with_sequence is None:
        return
    for field in ("start", "count", "end"):
        bound = value(call.with_sequence, field)
        if isinstance(bound, Scalar) and OPEN in bound.text:
            filled = cx.flow(call.caller.owner).text(bound, call.caller)
            if is_known(filled) and whole_number(filled) is None:
                yield finding(
                    bound.span,
                    f"`{field}` of `withSequence` comes to {quoted(filled)}, which is no whole number",
                    help="give the variable a number, unless every submission brings one",
                )
