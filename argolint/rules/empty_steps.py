"""See `rules/empty-steps.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Template
from argolint.rules.api import finding, rule
from argolint.syntax.nodes import Sequence

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Template, group="graph", since="0.1", needs=("steps",))
def empty_steps(template: Template, cx: Context) -> Findings:
    """A template has an empty list of steps, which Argo cannot run."""
    steps = template.body
    if template.type == "steps" and isinstance(steps, Sequence) and not steps.items and not cx.damaged(steps):
        yield finding(
            template.bodies[0].key.span,
            f"{template.title} has no steps, so Argo finds nothing to run in it",
            help="add a step; a list with one empty group, `steps: [[]]`, does nothing and succeeds",
        )
