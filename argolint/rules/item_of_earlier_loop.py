"""See `rules/item-of-earlier-loop.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.reads import Read
from argolint.model import Invocation
from argolint.rules.api import finding, rule
from argolint.rules.wording import tag_span

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Invocation, group="names", severity=Severity.WARNING, since="0.1")
def item_of_earlier_loop(call: Invocation, cx: Context) -> Findings:
    """A step reads a key of `item` and does not loop, so that the tag stays as text."""
    if call.loops or call.caller.inline_of is not None:
        return
    for read in cx.flow(call.caller.owner).reads(call):
        if isinstance(read, Read) and read.name.startswith("item.") and read.fault() is None:
            yield finding(
                tag_span(read, cx),
                f"`{{{{{read.name}}}}}` has no value here: only an earlier step loops over items with that key",
                help="add `withItems`, `withParam` or `withSequence`",
            )
