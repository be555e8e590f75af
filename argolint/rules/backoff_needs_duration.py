"""See `rules/backoff-needs-duration.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Template, WorkflowObject
from argolint.model.build import mapping, value
from argolint.rules.api import finding, rule
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Mapping


@rule(on=(WorkflowObject, Template), group="types", since="0.1", needs=("retryStrategy",))
def backoff_needs_duration(subject: WorkflowObject | Template, cx: Context) -> Findings:
    """The backoff of a retry strategy does not say how long the first wait is."""
    parent = subject.node if isinstance(subject, Template) else subject.spec
    strategy = mapping(parent, "retryStrategy") if parent is not None else None
    backoff = mapping(strategy, "backoff") if strategy is not None else None
    if strategy is None or backoff is None or cx.damaged(backoff) or _has_duration(backoff):
        return
    if isinstance(subject, Template) and _default_duration(subject.owner):
        return
    yield finding(
        strategy.entries["backoff"].key.span,
        f"the backoff of {subject.title} has no `duration`, so the first retry ends in an error",
        help="add the first wait, such as `duration: 5s`",
    )


def _has_duration(backoff: Mapping) -> bool:
    duration = value(backoff, "duration")
    return duration is not None and not (isinstance(duration, Scalar) and not duration.text)


def _default_duration(owner: WorkflowObject) -> bool:
    """Whether `templateDefaults` brings it, which Argo merges into each template."""
    node = mapping(owner.spec, "templateDefaults") if owner.spec is not None else None
    for name in ("retryStrategy", "backoff"):
        node = mapping(node, name) if node is not None else None
    return node is not None and _has_duration(node)
