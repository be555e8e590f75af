"""See `rules/depends-and-dependencies.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Template
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Template, group="graph", since="0.1", needs=("dag",))
def depends_and_dependencies(template: Template, _cx: Context) -> Findings:
    """A dag uses both `depends` and `dependencies`."""
    modern = next((task.depends for task in template.tasks if task.depends is not None), None)
    if modern is None:
        return
    for task in template.tasks:
        if task.dependencies:
            names = " && ".join(name.text for name in task.dependencies)
            yield finding(
                task.node.entries["dependencies"].key.span,
                f"{task.title} uses `dependencies` in a dag that uses `depends`",
                labels=[note(modern.span, "`depends` is used here")],
                help=f"write `depends: {names}`",
            )
