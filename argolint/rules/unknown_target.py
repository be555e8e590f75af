"""See `rules/unknown-target.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import DYNAMIC, OPEN, PLACEHOLDER, scan
from argolint.flow.scopes import CHECKED_ROOTS
from argolint.model import Template
from argolint.model.build import text
from argolint.rules.api import Basis, finding, rule
from argolint.rules.wording import did_you_mean, listed
from argolint.syntax.nodes import Mapping
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Scalar


@rule(on=Template, group="graph", since="0.1", needs=("dag",), basis=Basis.NAMES)
def unknown_target(template: Template, cx: Context) -> Findings:
    """The `target` of a dag names something that is no task of it."""
    if not isinstance(template.body, Mapping) or any(task.name is None for task in template.tasks):
        return
    target = text(template.body, "target")
    if target is None or not template.tasks or cx.damaged(target):
        return
    filled = cx.flow(template.owner).text(target, template)
    if DYNAMIC in filled:
        return
    if OPEN in filled:
        yield from _unfilled(target, filled)
    else:
        yield from _unknown(template, target, filled, cx)


def _unfilled(target: Scalar, filled: str) -> Findings:
    """Tags that mean nothing to Argo stay as text; those that look like its own have rules of their own."""
    tags, _ = scan(filled)
    if tags and not any(tag.name.startswith(CHECKED_ROOTS) for tag in tags):
        message = f"`{target.text}` is left as text when the dag runs, and no task has that name"
        yield finding(target.span, message, help="name a task, or take the name from a workflow parameter")


def _unknown(template: Template, target: Scalar, filled: str, cx: Context) -> Findings:
    tasks = cx.flow(template.owner).graph(template).tasks
    start = 0
    for name in filled.split(" "):
        end = start + len(name)
        if name not in tasks:
            inside = filled == target.text and bool(name)
            span = locate(cx.document.source, target, start, end) if inside else target.span
            message, help_ = _words(name, tuple(tasks))
            yield finding(span, message, help=help_)
            if not name:
                return
        start = end + 1


def _words(name: str, tasks: tuple[str, ...]) -> tuple[str, str | None]:
    if PLACEHOLDER in name:
        return "the `target` names a task that is known only when it runs", "write the name of a task"
    if not name:
        return (
            "the `target` has a blank too many, which Argo takes for a task without a name",
            "put one blank between tasks",
        )
    if "," in name:
        return f"there is no task `{name}` in this dag", "put one blank between tasks, and no comma"
    return f"there is no task `{name}` in this dag", did_you_mean(name, tasks, f"its tasks are {listed(tasks)}")
