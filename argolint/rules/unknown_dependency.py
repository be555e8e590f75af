"""See `rules/unknown-dependency.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.depends import RESULTS
from argolint.expressions.tags import DYNAMIC, OPEN, PLACEHOLDER, is_known
from argolint.model import Template
from argolint.patterns import lazy_pattern
from argolint.rules.api import Basis, finding, rule
from argolint.rules.wording import dependency_span, did_you_mean, listed

if TYPE_CHECKING:
    from argolint.graph.tasks import Dependency, TaskGraph
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_RESULT_SO_FAR = lazy_pattern(r"\.(?P<word>[A-Za-z]*)$")
_OPERATORS = {"and": "&&", "or": "||", "not": "!"}


@rule(on=Template, group="graph", since="0.1", needs=("dag",), basis=Basis.NAMES)
def unknown_dependency(template: Template, cx: Context) -> Findings:
    """A task waits for something that is no task of its dag."""
    if not template.tasks or any(task.name is None for task in template.tasks):
        return
    flow = cx.flow(template.owner)
    graph = flow.graph(template)
    for dependencies in graph.dependencies.values():
        for dependency in dependencies:
            if dependency.name in graph.tasks:
                continue
            if OPEN in dependency.at.text and DYNAMIC in flow.text(dependency.at, template):
                continue
            if dependency.listed and PLACEHOLDER in dependency.name:
                # Argo's lint refuses it. The controller fills in the inputs first and runs it.
                continue
            message, help_ = _words(dependency, graph)
            yield finding(dependency_span(dependency, cx), message, help=help_)


def _words(dependency: Dependency, graph: TaskGraph) -> tuple[str, str | None]:
    name, owner = dependency.name, graph.template.owner
    if not is_known(name):
        return (
            f"`{dependency.at.text}` names a task that is known only when it runs",
            "write the name of a task",
        )
    if not name:
        return "an empty text names no task", "take it away"
    if name in _OPERATORS:
        return (
            f"`{name}` is no task",
            f"the operators of `depends` are `&&`, `||` and `!`: write `{_OPERATORS[name]}`",
        )
    if (faulty := _faulty_result(dependency)) is not None:
        return faulty
    callers = [
        task.name.text for task in graph.tasks.values() if task.name and task.template and task.template.text == name
    ]
    is_template = f"`{name}` is a template, not a task of this dag"
    if callers:
        return is_template, f"name the task that calls it: {listed(callers)}"
    if owner.template(name) is not None:
        return is_template, "add a task that calls it, and name that task"
    tasks = tuple(graph.tasks)
    return f"there is no task `{name}` in this dag", did_you_mean(name, tasks, f"its tasks are {listed(tasks)}")


def _faulty_result(dependency: Dependency) -> tuple[str, str | None] | None:
    """What stands behind the dot of a task's name, written so that Argo takes it for a task."""
    operand = dependency.operand
    if operand is None:
        task, dot, result = dependency.name.partition(".")
        if dot and result in RESULTS:
            return (
                f"`{dependency.name}` is no task",
                f"only `depends` asks for results: write `depends: {task}.{result}`",
            )
        return None
    before = _RESULT_SO_FAR.search(dependency.at.text[: operand.start])
    if before is None or dependency.result is not None:
        return None
    word = before["word"] + dependency.name
    otherwise = f"results are {listed(RESULTS)}"
    return f"`{word}` is no result of a task", did_you_mean(word, RESULTS, otherwise)
