"""See `rules/depends-and-dependencies.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Invocation, Template
from argolint.rules.api import Change, Mending, finding, note, rule
from argolint.source import Span

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Template, group="graph", since="0.1", needs=("dag",))
def depends_and_dependencies(template: Template, cx: Context) -> Findings:
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
                fix=_mending(task, names, cx.document.source.text),
            )


def _mending(task: Invocation, names: str, text: str) -> Mending | None:
    """A listed dependency and the bare name in a `depends` mean the same."""
    from argolint.syntax.editing import end_of

    entry = task.node.entries["dependencies"]
    end = end_of(text, entry.value)
    if task.depends is not None or entry.merged or end is None or any("{{" in at.text for at in task.dependencies):
        return None
    return Mending("write `depends`", (Change(Span(entry.key.start, end), f"depends: {names}"),), safe=True)
