"""See `rules/flag-in-one-piece.md`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argolint.flow.masking import masked
from argolint.flow.resource_calls import ResourceCall
from argolint.model.build import sequence
from argolint.patterns import lazy_pattern
from argolint.rules.api import finding, rule
from argolint.rules.mending import split

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_TOGETHER = lazy_pattern(r"(--[A-Za-z][-A-Za-z0-9]*)[ \t]+(\S.*)", re.DOTALL)


@rule(on=ResourceCall, group="types", since="0.1")
def flag_in_one_piece(call: ResourceCall, cx: Context) -> Findings:
    """A flag of a resource template and its value stand in one item, which kubectl takes for one word."""
    holder = sequence(call.body, "flags")
    for flag in call.flags:
        parts = _TOGETHER.fullmatch(masked(flag.text))
        if parts is not None:
            value = flag.text[parts.start(2) :]
            yield finding(
                flag.span,
                f"kubectl is handed `{flag.text}` as one word and does not know it",
                help=f"write two items, `{parts[1]}` and `{value}`",
                fix=split(cx.document.source, flag, holder, [parts[1], value]) if holder is not None else None,
            )
