"""See `rules/invalid-with-param.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.json_lists import is_json_list
from argolint.expressions.tags import OPEN
from argolint.model import Invocation
from argolint.patterns import lazy_pattern
from argolint.rules.api import Basis, finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Scalar

_ITEM = lazy_pattern(r"\{\{\s*item[.}\s]")


@rule(on=Invocation, group="types", since="0.1", needs=("withParam",), basis=Basis.TEXT)
def invalid_with_param(call: Invocation, cx: Context) -> Findings:
    """The text of `withParam` is no JSON list."""
    text = call.with_param
    if text is None or is_json_list(text.text) or cx.damaged(text):
        return
    if OPEN in text.text:
        yield from _own_item(text, call)
        return
    yield finding(
        text.span,
        f"{call.title} cannot loop over this text, which is no JSON list",
        help='write `withItems: [a, b]`, JSON such as `["a", "b"]`, or a variable that holds such a list',
    )


def _own_item(text: Scalar, call: Invocation) -> Findings:
    """Items exist only once the list is read, so the list cannot be made of them."""
    if call.caller.inline_of is None and _ITEM.match(text.text):
        yield finding(
            text.span,
            f"{call.title} has no item yet when it reads the list that it loops over",
            help="loop over the outer list where this template is called, and hand each item in",
        )
