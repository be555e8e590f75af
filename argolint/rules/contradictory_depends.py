"""See `rules/contradictory-depends.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions.depends_logic import parse, verdicts
from argolint.model import Invocation
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Invocation, group="graph", severity=Severity.WARNING, since="0.1", needs=("depends",))
def contradictory_depends(task: Invocation, cx: Context) -> Findings:
    """A `depends` asks for outcomes that exclude each other, so the task never runs."""
    depends = task.depends
    if depends is None or not ("&&" in depends.text or "!" in depends.text):
        return
    logic = parse(cx.flow(task.caller.owner).text(depends, task.caller))
    if logic is not None and True not in verdicts(logic, {}):
        yield finding(
            depends.span,
            f"{task.title} never runs: its `depends` asks for outcomes that exclude each other",
            help="join them by `||`: a task ends in one way only",
        )
