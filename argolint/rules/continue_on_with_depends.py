"""See `rules/continue-on-with-depends.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Template
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Template, group="graph", since="0.1", needs=("dag",))
def continue_on_with_depends(template: Template, _cx: Context) -> Findings:
    """A task has `continueOn` in a dag that uses `depends`."""
    modern = next((task.depends for task in template.tasks if task.depends is not None), None)
    if modern is None:
        return
    for task in template.tasks:
        if task.continue_on is not None:
            name = task.name.text if task.name is not None else "TASK"
            instead = " || ".join(f"{name}.{result}" for result in ("Succeeded", "Failed", "Errored"))
            yield finding(
                task.node.entries["continueOn"].key.span,
                f"{task.title} has `continueOn` in a dag that uses `depends`",
                labels=[note(modern.span, "`depends` is used here")],
                help=f"let the tasks that follow say it: `depends: {instead}`",
            )
