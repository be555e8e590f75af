"""See `rules/digit-first-task.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Template
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.graph.tasks import TaskGraph
    from argolint.model import Invocation
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.source import Span

_DIGITS = tuple("0123456789")


@rule(on=Template, group="graph", since="0.1", needs=("dag",))
def digit_first_task(template: Template, cx: Context) -> Findings:
    """The name of a task begins with a digit in a dag where tasks wait for each other."""
    if not any(task.name is not None and task.name.text.startswith(("{", *_DIGITS)) for task in template.tasks):
        return
    graph = cx.flow(template.owner).graph(template)
    for name, task in graph.tasks.items():
        if name.startswith(_DIGITS) and (reason := _reason(name, task, graph)) is not None:
            span, words = reason
            yield finding(
                task.span,
                f"the name of {task.title} begins with a digit, which no expression over tasks can read",
                labels=[note(span, words)],
                help="begin the name with a letter",
            )


def _reason(name: str, task: Invocation, graph: TaskGraph) -> tuple[Span, str] | None:
    """Where the dag makes an expression of it: its own dependencies, any `depends`, or another task's."""
    if task.dependencies:
        return task.dependencies[0].span, "it waits for another task"
    modern = next((other.depends for other in graph.tasks.values() if other.depends is not None), None)
    if modern is not None:
        return modern.span, "the dag uses `depends`"
    for dependencies in graph.dependencies.values():
        for dependency in dependencies:
            if dependency.name == name:
                return dependency.at.span, "another task waits for it"
    return None
