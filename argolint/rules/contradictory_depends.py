"""See `rules/contradictory-depends.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions.depends.logic import EVERY_OUTCOME, parse, tasks, verdicts
from argolint.flow.daemons import is_daemon
from argolint.model import Invocation
from argolint.names import Resolved
from argolint.rules.api import finding, rule
from argolint.rules.wording import listed

if TYPE_CHECKING:
    from argolint.flow.analysis import ObjectFlow
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_DAEMONED = ".Daemoned"
_SIGNS = ("&&", "!", ".")
_NO_DAEMON = tuple(outcome for outcome in EVERY_OUTCOME if not outcome.daemon)
_NO_END = tuple(outcome for outcome in EVERY_OUTCOME if outcome.phase != "Succeeded")


@rule(on=Invocation, group="graph", severity=Severity.WARNING, since="0.1", needs=("depends",))
def contradictory_depends(task: Invocation, cx: Context) -> Findings:
    """A `depends` asks for outcomes that exclude each other, so the task never runs."""
    depends = task.depends
    if depends is None or not any(sign in depends.text for sign in _SIGNS):
        return
    flow = cx.flow(task.caller.owner)
    logic = parse(flow.text(depends, task.caller))
    if logic is None:
        return
    if True not in verdicts(logic, {}):
        yield finding(
            depends.span,
            f"{task.title} never runs: its `depends` asks for outcomes that exclude each other",
            help="join them by `||`: a task ends in one way only",
        )
        return
    daemons = {name: _NO_END for name in tasks(logic) if _goes_on(name, task, flow)}
    if daemons and True not in verdicts(logic, daemons):
        yield finding(
            depends.span,
            f"{task.title} never runs: {listed(sorted(daemons))} is a daemon and does not succeed while others run",
            help="ask for `.Daemoned`, or name the task alone",
        )
    elif _DAEMONED in depends.text:
        plain = {name: _NO_DAEMON for name in tasks(logic) if _ends_by_itself(name, task, flow)}
        if plain and True not in verdicts(logic, plain):
            yield finding(
                depends.span,
                f"{task.title} never runs: it waits for a daemon, which {listed(sorted(plain))} is not",
                help="give the template `daemon: true`, or wait until it has ended",
            )


def _goes_on(name: str, waiting: Invocation, flow: ObjectFlow) -> bool:
    """Whether a task surely is a daemon; one that is tried again is told apart from its tries."""
    call = flow.graph(waiting.caller).tasks.get(name)
    found = flow.target(call) if call is not None and not call.loops and is_daemon(call, flow) else None
    return isinstance(found, Resolved) and "retryStrategy" not in found.target.node.entries


def _ends_by_itself(name: str, waiting: Invocation, flow: ObjectFlow) -> bool:
    """Whether a task surely is no daemon, because its template works itself and is none."""
    call = flow.graph(waiting.caller).tasks.get(name)
    found = flow.target(call) if call is not None else None
    if not isinstance(found, Resolved):
        return False
    template = found.target
    spec = template.owner.spec
    defaults = spec is not None and "templateDefaults" in spec.entries
    return not template.calls_others and not defaults and "daemon" not in template.node.entries
