"""See `rules/items-result-without-loop.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.depends import ITEM_RESULTS
from argolint.model import Template
from argolint.rules.api import finding, note, rule
from argolint.rules.mending import in_place
from argolint.rules.wording import result_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argolint.graph.tasks import Dependency
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_PLAIN = {"AnySucceeded": "Succeeded", "AllFailed": "Failed"}


@rule(on=Template, group="graph", since="0.1", needs=("dag",))
def items_result_without_loop(template: Template, cx: Context) -> Findings:
    """A `depends` asks for `AnySucceeded` or `AllFailed` of a task that does not loop."""
    if not template.tasks:
        return
    graph = cx.flow(template.owner).graph(template)
    for dependencies in graph.dependencies.values():
        for dependency in _of_items(dependencies):
            task = graph.tasks.get(dependency.name)
            if task is not None and not task.loops:
                result = dependency.result or ""
                span = result_span(dependency, cx)
                yield finding(
                    span,
                    f"`{result}` speaks of the items of a loop, and {task.title} has none",
                    labels=[note(task.span, "the task meant")],
                    help=f"write `{dependency.name}.{_PLAIN[result]}`",
                    fix=in_place(cx.document.source, span, result, _PLAIN[result]),
                )


def _of_items(dependencies: Iterable[Dependency]) -> list[Dependency]:
    """The results of items that Argo notices: the name alone, behind it in the same text, hides it."""
    noticed: dict[str, Dependency] = {}
    for dependency in dependencies:
        if dependency.result in ITEM_RESULTS:
            noticed[dependency.name] = dependency
        elif dependency.result is None:
            noticed.pop(dependency.name, None)
    return list(noticed.values())
