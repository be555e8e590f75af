"""See `rules/dag-cycle.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Template
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Template, group="graph", since="0.1", needs=("dag",))
def dag_cycle(template: Template, cx: Context) -> Findings:
    """Tasks of a dag wait for each other in a circle."""
    if not template.tasks:
        return
    for first, *others in cx.flow(template.owner).graph(template).cycles():
        names = [task.name.text for task in (first, *others, first) if task.name is not None]
        yield finding(
            first.span,
            f"{first.title} waits for itself: {' → '.join(names)}",
            labels=[note(task.span, "part of the circle") for task in others],
            help="take away one of these dependencies",
        )
