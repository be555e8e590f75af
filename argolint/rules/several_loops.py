"""See `rules/several-loops.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Invocation
from argolint.model.views import LOOP_FIELDS
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Invocation, group="names", since="0.1", needs=LOOP_FIELDS)
def several_loops(call: Invocation, _cx: Context) -> Findings:
    """A step or task has more than one of `withItems`, `withParam` and `withSequence`."""
    loops = [
        call.node.entries[field].key
        for field, present in (
            ("withItems", call.with_items is not None and bool(call.with_items.items)),
            ("withParam", call.with_param is not None),
            ("withSequence", call.with_sequence is not None),
        )
        if present
    ]
    if len(loops) < 2:
        return
    first, *others = sorted(loops, key=lambda key: key.start)
    for other in others:
        yield finding(
            other.span,
            f"{call.title} has `{other.text}` beside `{first.text}`",
            labels=[note(first.span, "the first loop")],
            help="keep one; to loop within a loop, call a template that loops itself",
        )
