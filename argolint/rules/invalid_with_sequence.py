"""See `rules/invalid-with-sequence.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import OPEN
from argolint.model import Invocation
from argolint.model.build import value
from argolint.patterns import lazy_pattern
from argolint.rules.api import finding, note, rule
from argolint.syntax.nodes import Scalar
from argolint.syntax.scalars import json_text

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Mapping

_NUMBERS = ("start", "count", "end")
_WHOLE = lazy_pattern(r"[+-]?[0-9]+")


@rule(on=Invocation, group="names", since="0.1", needs=("withSequence",))
def invalid_with_sequence(call: Invocation, cx: Context) -> Findings:
    """A `withSequence` does not say how far it goes, says it twice, or has a bound that is no number."""
    sequence = call.with_sequence
    if sequence is None:
        return
    count, end = value(sequence, "count"), value(sequence, "end")
    if count is not None and end is not None:
        keys = sorted((sequence.entries[name].key for name in ("count", "end")), key=lambda key: key.start)
        yield finding(
            keys[1].span,
            "`withSequence` takes one of `count` and `end`, not both",
            labels=[note(keys[0].span, "the other one")],
            help="`count` is how many numbers there are, `end` is the last of them",
        )
    elif count is None and end is None and not cx.damaged(sequence):
        yield finding(
            call.node.entries["withSequence"].key.span,
            "`withSequence` has neither `count` nor `end`, so it never ends",
            help="add `count`, how many numbers there are, or `end`, the last of them",
        )
    yield from _no_numbers(sequence, cx)


def _no_numbers(sequence: Mapping, cx: Context) -> Findings:
    for field in _NUMBERS:
        node = value(sequence, field)
        if not isinstance(node, Scalar) or OPEN in node.text or cx.damaged(node):
            continue
        if not _WHOLE.fullmatch(json_text(node)):
            yield finding(node.span, f"`{field}` of `withSequence` must be a whole number, not `{node.text}`")
