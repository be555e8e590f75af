"""See `rules/unknown-status.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions.statuses import compared
from argolint.flow.conditions import conditions
from argolint.model import Invocation, Template, WorkflowObject
from argolint.rules.api import Basis, finding, rule
from argolint.rules.wording import did_you_mean, listed
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(
    on=(WorkflowObject, Template, Invocation),
    group="types",
    severity=Severity.WARNING,
    since="0.1",
    needs=("retryStrategy", "outputs", "metrics", "when", "hooks"),
    basis=Basis.TAGS,
)
def unknown_status(subject: WorkflowObject | Template | Invocation, cx: Context) -> Findings:
    """A condition compares a status with a word that no status is."""
    for condition in conditions(subject):
        scalar = condition.scalar
        if "status" not in scalar.text:
            continue
        for word in compared(scalar.text, bare_words=condition.bare_words):
            if word.word not in word.known:
                known = tuple(sorted(word.known))
                yield finding(
                    locate(cx.document.source, scalar, word.start, word.end),
                    f"`{word.path}` is never `{word.word}`, so this comparison always comes out the same",
                    help=did_you_mean(word.word, known, f"it can be {listed(known)}"),
                )
