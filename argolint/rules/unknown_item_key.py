"""See `rules/unknown-item-key.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.items import missing_keys, written_items
from argolint.model import Invocation
from argolint.model.views import LOOP_FIELDS
from argolint.rules.api import rule
from argolint.rules.wording import item_key_finding

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Invocation, group="names", since="0.1", needs=LOOP_FIELDS)
def unknown_item_key(call: Invocation, cx: Context) -> Findings:
    """A loop reads a key that not all of its items have."""
    if not call.loops or not cx.document.tagged:
        return
    items = written_items(call)
    if items is None:
        return
    for missing in missing_keys(call, items, cx.flow(call.caller.owner)):
        if missing.read.fault() is None:
            yield item_key_finding(missing, cx)
