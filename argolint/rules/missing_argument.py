"""See `rules/missing-argument.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.arguments import given_sources
from argolint.flow.handlers import handlers, left_empty
from argolint.flow.supply import unsupplied
from argolint.model import Invocation, Parameter
from argolint.names import Resolved
from argolint.rules.api import finding, rule
from argolint.rules.wording import empty_input

if TYPE_CHECKING:
    from argolint.flow.analysis import ObjectFlow
    from argolint.flow.supply import Unsupplied
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.source import Span


@rule(on=Invocation, group="names", since="0.1")
def missing_argument(call: Invocation, cx: Context) -> Findings:
    """A step, a task or a hook leaves an input of its template without a value."""
    flow = cx.flow(call.caller.owner)
    yield from _of_call(call, flow, cx)
    if not call.hooks and call.on_exit is None:
        return
    for handler in handlers(call, flow):
        if handler.fatal and not cx.damaged(handler.node):
            for empty in left_empty(handler, flow, call):
                if not cx.damaged(empty.declared.node):
                    yield empty_input(empty, handler.at.span, f"{handler.title} of {call.title}")


def _of_call(call: Invocation, flow: ObjectFlow, cx: Context) -> Findings:
    target = flow.target(call)
    if not isinstance(target, Resolved) or cx.damaged(call.node) or cx.damaged(call.arguments.node):
        return
    for empty in unsupplied(target.target, call.arguments, lambda name: flow.text(name, call.caller)):
        if empty.argument is None:
            if not cx.damaged(empty.declared.node):
                yield empty_input(empty, _callee(call), call.title)
        elif empty.argument.name is not None and _waits(empty):
            yield finding(
                empty.argument.name.span,
                f"argument `{empty.name}` waits for an event or a person, which {call.title} cannot do",
                help="give it a `value`, or wait in a `suspend` template and read its output",
            )


def _callee(call: Invocation) -> Span:
    ref = call.template_ref
    if call.inline is not None:
        return call.node.entries["inline"].key.span
    at = call.template if ref is None else ref.template
    return at.span if at is not None else call.span


def _waits(empty: Unsupplied) -> bool:
    """Whether an argument is right in itself; one that is not has its own rules."""
    argument = empty.argument
    return (
        isinstance(argument, Parameter) and argument.value_from is not None and bool(given_sources(argument.value_from))
    )
