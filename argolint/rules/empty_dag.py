"""See `rules/empty-dag.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Template
from argolint.model.build import value
from argolint.rules.api import finding, rule
from argolint.syntax.nodes import Mapping, Sequence

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Template, group="graph", since="0.1", needs=("dag",))
def empty_dag(template: Template, cx: Context) -> Findings:
    """A dag has no tasks."""
    dag = template.body
    if template.type != "dag" or not isinstance(dag, Mapping) or cx.damaged(dag):
        return
    tasks = value(dag, "tasks")
    if tasks is None or (isinstance(tasks, Sequence) and not tasks.items):
        key = dag.entries["tasks"].key if "tasks" in dag.entries else template.bodies[0].key
        yield finding(key.span, f"the dag of {template.title} has no tasks", help="a dag needs at least one task")
