"""See `rules/tag-left-in-loop.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import OPEN
from argolint.flow.reads import Read
from argolint.model import Invocation
from argolint.model.views import LOOP_FIELDS
from argolint.rules.api import finding, rule
from argolint.rules.wording import tag_span
from argolint.syntax.strangers import is_in_chart, is_of_chart

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_FILLED_BEFORE = ("retries", "lastRetry.", "node.name", "cronworkflow.")
_PART_OF_ITEM = "make the items maps and read `{{item.KEY}}`: an item that is a list can only be read whole"
_FOR_OTHERS = "move a text that is meant for another program into the called template"


@rule(on=Invocation, group="names", since="0.1", needs=LOOP_FIELDS)
def tag_left_in_loop(call: Invocation, cx: Context) -> Findings:
    """A looped step or task holds a tag that nothing fills, which ends the run."""
    if not call.loops:
        return
    chart = is_in_chart(cx.document.source.path)
    for read in cx.flow(call.caller.owner).reads(call):
        if not isinstance(read, Read) or read.checked or read.name == "item" or read.name.startswith(_FILLED_BEFORE):
            continue
        if chart and is_of_chart(f"{OPEN}{read.tag.inner}"):
            continue
        yield finding(
            tag_span(read, cx),
            f"`{{{{{read.tag.inner}}}}}` is no variable, and in a loop every tag must have a value",
            help=_PART_OF_ITEM if read.name.startswith("item[") else _FOR_OTHERS,
        )
