"""See `rules/unknown-task-result.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.depends import RESULTS
from argolint.model import Template
from argolint.rules.api import Basis, finding, rule
from argolint.rules.wording import did_you_mean, listed, result_span

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Template, group="graph", since="0.1", needs=("dag",), basis=Basis.TAGS)
def unknown_task_result(template: Template, cx: Context) -> Findings:
    """A `depends` asks for a result that no task has."""
    if not template.tasks:
        return
    for dependencies in cx.flow(template.owner).graph(template).dependencies.values():
        for dependency in dependencies:
            if dependency.result is not None and dependency.result not in RESULTS:
                yield finding(
                    result_span(dependency, cx),
                    f"`{dependency.result}` is no result of a task",
                    help=did_you_mean(dependency.result, RESULTS, f"results are {listed(RESULTS)}"),
                )
