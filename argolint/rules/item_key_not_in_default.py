"""See `rules/item-key-not-in-default.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.items import default_items, missing_keys
from argolint.model import Invocation
from argolint.rules.api import rule
from argolint.rules.wording import item_key_finding

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Invocation, group="names", severity=Severity.WARNING, since="0.1", needs=("withParam",))
def item_key_not_in_default(call: Invocation, cx: Context) -> Findings:
    """A loop over a variable reads a key that the items of its known value do not all have."""
    if call.with_param is None:
        return
    flow = cx.flow(call.caller.owner)
    items = default_items(call, flow)
    if items is not None:
        for missing in missing_keys(call, items, flow):
            yield item_key_finding(missing, cx)
