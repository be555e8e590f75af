"""See `rules/empty-loop.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions.json_lists import read_list
from argolint.model import Invocation
from argolint.model.build import value
from argolint.model.views import LOOP_FIELDS
from argolint.rules.api import finding, rule
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Invocation, group="types", severity=Severity.WARNING, since="0.1", needs=LOOP_FIELDS)
def empty_loop(call: Invocation, _cx: Context) -> Findings:
    """A loop has no items."""
    if call.with_items is not None and not call.with_items.items and not call.loops:
        yield finding(
            call.node.entries["withItems"].key.span,
            f"`withItems` is empty, so {call.title} does not loop but runs once",
            help="list the items, or take `withItems` away",
        )
    if call.with_items is not None and call.with_items.items:
        return
    if call.with_param is not None and _is_empty(call.with_param.text):
        yield finding(call.with_param.span, f"`withParam` is an empty list, so {call.title} never runs")
    count = value(call.with_sequence, "count") if call.with_sequence is not None else None
    if isinstance(count, Scalar) and count.text == "0":
        yield finding(count.span, f"`count` is 0, so {call.title} never runs")


def _is_empty(text: str) -> bool:
    return text.startswith("[") and read_list(text) == []
