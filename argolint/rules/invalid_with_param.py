"""See `rules/invalid-with-param.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.json_lists import is_json_list
from argolint.expressions.tags import OPEN
from argolint.model import Invocation
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Invocation, group="types", since="0.1")
def invalid_with_param(call: Invocation, cx: Context) -> Findings:
    """The text of `withParam` is no JSON list."""
    text = call.with_param
    if text is None or OPEN in text.text or is_json_list(text.text) or cx.damaged(text):
        return
    yield finding(
        text.span,
        f"{call.title} cannot loop over this text, which is no JSON list",
        help='write `withItems: [a, b]`, JSON such as `["a", "b"]`, or a variable that holds such a list',
    )
