"""See `rules/endless-recursion.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.recursion import endless
from argolint.model import WorkflowObject
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.model import Template
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=WorkflowObject, group="graph", since="0.1", needs=("templates",))
def endless_recursion(item: WorkflowObject, cx: Context) -> Findings:
    """A template calls itself, straight or through others, and no call on the way has a condition."""
    for ring in endless(item, cx.flows):
        closing = ring[-1]
        names = [_shown(call.caller) for call in (*ring, ring[0])]
        yield finding(
            closing.span,
            f"{ring[0].caller.title} calls itself without end: {' → '.join(names)}",
            labels=[note(call.span, "part of the circle", call.caller.owner.document.source) for call in ring[:-1]],
            help="give one of these calls a `when`",
            source=closing.caller.owner.document.source,
        )


def _shown(template: Template) -> str:
    return f"`{template.name.text}`" if template.name is not None else "an inline template"
