"""See `rules/inline-in-loop.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import CallKind, Invocation
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Invocation, group="graph", since="0.1", needs=("inline",))
def inline_in_loop(call: Invocation, cx: Context) -> Findings:
    """An inline template stands in a loop, and Argo loses it when the loop is over."""
    if call.inline is None or not call.loops or call.template_ref is not None or call.template is not None:
        return
    labels = []
    if call.kind is CallKind.TASK:
        follower = _follower(call, cx)
        if follower is None:
            return
        labels = [note(follower.span, "waits for the loop")]
    yield finding(
        call.node.entries["inline"].key.span,
        f"{call.title} loops over an inline template, which Argo no longer finds once the loop is over",
        labels=labels,
        help="give the template a name of its own, and call it with `template`",
    )


def _follower(task: Invocation, cx: Context) -> Invocation | None:
    flow = cx.flow(task.caller.owner)
    graph = flow.graph(task.caller)
    name = flow.text(task.name, task.caller) if task.name is not None else None
    for waiting, dependencies in graph.dependencies.items():
        if any(dependency.name == name for dependency in dependencies):
            return graph.tasks[waiting]
    return None
