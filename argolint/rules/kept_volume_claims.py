"""See `rules/kept-volume-claims.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions.tags import OPEN
from argolint.model import WorkflowObject
from argolint.model.build import mapping, text
from argolint.rules.api import Basis, finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_STRATEGIES = ("OnWorkflowCompletion", "OnWorkflowSuccess")


@rule(
    on=WorkflowObject, group="types", severity=Severity.WARNING, since="0.1", needs=("volumeClaimGC",), basis=Basis.TEXT
)
def kept_volume_claims(item: WorkflowObject, cx: Context) -> Findings:
    """`volumeClaimGC` names no moment that Argo knows, so no claim is ever deleted."""
    block = mapping(item.spec, "volumeClaimGC") if item.spec is not None else None
    strategy = text(block, "strategy") if block is not None else None
    if strategy is None or strategy.text in ("", *_STRATEGIES) or OPEN in strategy.text or cx.damaged(strategy):
        return
    yield finding(
        strategy.span,
        f"Argo knows no `strategy` `{strategy.text}` for `volumeClaimGC`, and deletes none of the claims",
        help=f"write {' or '.join(f'`{word}`' for word in _STRATEGIES)}",
    )
