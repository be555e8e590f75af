"""See `rules/retry-never-happens.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions.statuses import compared
from argolint.model import Template
from argolint.model.build import mapping, scalar, text
from argolint.patterns import lazy_pattern
from argolint.rules.api import finding, note, rule
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_STATUS = "lastRetry.status"
_WANTED = {"OnFailure": "Failed", "OnError": "Error"}
"""The status that a policy asks for; the other policies take both."""
_NEGATIVE = lazy_pattern(r"-\d+")
_CHOICE = lazy_pattern(r"\|\||[!?]|\b(?:or|not|in)\b")


@rule(on=Template, group="types", severity=Severity.WARNING, since="0.1", needs=("retryStrategy",))
def retry_never_happens(template: Template, cx: Context) -> Findings:
    """A retry strategy never lets anything be tried again: its limit or its conditions exclude it."""
    strategy = mapping(template.node, "retryStrategy")
    if strategy is None:
        return
    limit = scalar(strategy, "limit")
    if limit is not None and _NEGATIVE.fullmatch(limit.text):
        said = f"{template.title} is never tried again: a limit below 0 stands for none, not for any number"
        yield finding(limit.span, said, help="leave `limit` away to try without end, or write a number")
    policy, expression = text(strategy, "retryPolicy"), text(strategy, "expression")
    wanted = _WANTED.get(policy.text) if policy is not None else None
    if policy is None or expression is None or wanted is None or _CHOICE.search(expression.text):
        return
    for word in compared(expression.text, bare_words=False):
        if word.path == _STATUS and word.word in word.known and word.word != wanted:
            yield finding(
                locate(cx.document.source, expression, word.start, word.end),
                f"{template.title} is never tried again: its policy lets only `{wanted}` through to this expression",
                labels=[note(policy.span, "both must say yes")],
                help="leave `retryPolicy` away: with an expression alone every failure is looked at",
            )
