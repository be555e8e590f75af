"""See `rules/undeclared-argument.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.handlers import handlers
from argolint.flow.supply import undeclared
from argolint.model import Invocation, WorkflowObject
from argolint.names import Resolved
from argolint.rules.api import Basis, finding, note, rule
from argolint.rules.mending import cut
from argolint.rules.wording import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.analysis import ObjectFlow
    from argolint.flow.supply import Undeclared
    from argolint.model import Template, Values
    from argolint.names import TemplateOutcome
    from argolint.rules.api import Finding, Findings, Mending
    from argolint.rules.context import Context


@rule(
    on=(Invocation, WorkflowObject),
    group="names",
    severity=Severity.WARNING,
    since="0.1",
    needs=("arguments", "hooks"),
    basis=Basis.NAMES,
)
def undeclared_argument(subject: Invocation | WorkflowObject, cx: Context) -> Findings:
    """A step, a task or a hook passes an argument that its template has no input for, so it is lost."""
    caller, owner = (subject.caller, subject.caller.owner) if isinstance(subject, Invocation) else (None, subject)
    flow = cx.flow(owner)
    for target, arguments in _calls(subject, flow):
        if not isinstance(target, Resolved) or cx.damaged(target.target.node):
            continue
        callee = target.target
        if cx.damaged(callee.inputs.node):
            continue
        for argument in undeclared(callee, arguments, lambda name: flow.text(name, caller)):
            yield _finding(argument, callee, _mending(argument, arguments, subject, cx))


def _calls(subject: Invocation | WorkflowObject, flow: ObjectFlow) -> Iterator[tuple[TemplateOutcome, Values]]:
    if isinstance(subject, Invocation) and subject.arguments.node is not None:
        yield flow.target(subject), subject.arguments
    if subject.hooks:
        for handler in handlers(subject, flow):
            if handler.own and handler.arguments is not None:
                yield handler.target, handler.arguments


def _mending(
    argument: Undeclared, arguments: Values, subject: Invocation | WorkflowObject, cx: Context
) -> Mending | None:
    if argument.other_kind or argument.candidates or not isinstance(subject, Invocation):
        return None
    nodes = [*((at.name, at.node) for at in arguments.parameters), *((at.name, at.node) for at in arguments.artifacts)]
    node = next((node for name, node in nodes if name is argument.at), None)
    return cut(cx.document.source, subject.node, node, "it") if node is not None else None


def _finding(argument: Undeclared, callee: Template, fix: Mending | None) -> Finding:
    other = "artifact" if argument.kind == "parameter" else "parameter"
    if argument.other_kind:
        help_: str | None = f"`{argument.name}` is an input {other} there"
    else:
        help_ = did_you_mean(argument.name, argument.candidates, "take it away, or declare the input")
    return finding(
        argument.at.span,
        f"{callee.title} has no input {argument.kind} `{argument.name}`",
        labels=[note(callee.span, "the template called", callee.owner.document.source)],
        help=help_,
        fix=fix,
    )
