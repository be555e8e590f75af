"""See `rules/item-key-not-in-default.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions.tags import OPEN, is_known
from argolint.flow.items import default_items, missing_keys, passed_items
from argolint.flow.passing import origin, passed_text
from argolint.model import Invocation
from argolint.names import Resolved
from argolint.rules.api import finding, note, rule
from argolint.rules.wording import item_key_finding
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Template
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Invocation, group="names", severity=Severity.WARNING, since="0.1")
def item_key_not_in_default(call: Invocation, cx: Context) -> Findings:
    """A loop over a variable reads a key that the items of its known value do not all have."""
    if not cx.document.tagged:
        return
    flow = cx.flow(call.caller.owner)
    items = default_items(call, flow) if call.with_param is not None else None
    if items is not None:
        for missing in missing_keys(call, items, flow):
            yield item_key_finding(missing, cx)
    target = flow.target(call)
    if isinstance(target, Resolved) and target.target.inputs.parameters:
        yield from _passed(call, target.target, flow)


def _passed(call: Invocation, callee: Template, flow: ObjectFlow) -> Findings:
    """What a call hands to a template that loops over it and reads keys."""
    inside, source = flow.flows.of(callee.owner), callee.owner.document.source
    for inner in callee.calls():
        text = inner.with_param
        if text is None or OPEN not in text.text or is_known(inside.text(text, callee)):
            continue
        items = passed_items(passed_text(flow, text, call, callee))
        for missing in missing_keys(inner, items, inside) if items is not None else ():
            read = missing.read
            yield finding(
                origin(call, text),
                f"item {missing.first + 1} of this list has no `{missing.key}`, which {callee.title} reads",
                labels=[note(locate(source, read.scalar, read.tag.start, read.tag.end), "read here", source)],
                help="give every item the same keys",
            )
