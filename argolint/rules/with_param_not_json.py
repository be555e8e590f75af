"""See `rules/with-param-not-json.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions.json_lists import is_json_list
from argolint.expressions.tags import OPEN, is_known
from argolint.model import Invocation
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Invocation, group="types", severity=Severity.WARNING, since="0.1")
def with_param_not_json(call: Invocation, cx: Context) -> Findings:
    """The variable that `withParam` reads has a value that is no JSON list."""
    text = call.with_param
    if text is None or OPEN not in text.text:
        return
    filled = cx.flow(call.caller.owner).text(text, call.caller)
    if is_known(filled) and not is_json_list(filled):
        yield finding(
            text.span,
            f"{call.title} loops over `{filled}`, which is no JSON list",
            help='give it a list such as `["a", "b"]`, unless every submission brings one',
        )
