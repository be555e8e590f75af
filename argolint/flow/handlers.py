"""What runs beside a workflow, step or task: its hooks and its older `onExit`."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from argolint.flow.supply import unsupplied
from argolint.model import CallKind, Invocation, Values, WorkflowObject
from argolint.names import Dynamic, MissingTemplate, Resolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.analysis import ObjectFlow
    from argolint.flow.supply import Unsupplied
    from argolint.model import Hook
    from argolint.names import TemplateOutcome
    from argolint.syntax.nodes import Node, Scalar

EXIT = "exit"


class Handler(NamedTuple):
    """A hook or `onExit`: what it calls, and what comes of it when that cannot be started."""

    title: str
    at: Scalar
    node: Node
    target: TemplateOutcome
    arguments: Values | None
    """None where it is handed the arguments of whatever workflow runs."""
    own: bool
    """Whether the arguments are its own, not those of the workflow."""
    fatal: bool
    """Whether a failed start surely ends the run in an error."""


def handlers(subject: WorkflowObject | Invocation, flow: ObjectFlow) -> Iterator[Handler]:
    """The hooks of a workflow, step or task, and the `onExit` of a step or task."""
    if isinstance(subject, WorkflowObject):
        for hook in subject.hooks:
            if hook.event.text != EXIT or subject.on_exit is None:
                yield _hook(hook, subject, flow, fatal=False)
        return
    if subject.on_exit is not None:
        target = flow.exit_target(subject)
        yield Handler("`onExit`", subject.on_exit, subject.on_exit, target, _inherited(flow), False, _fatal(subject))
    for hook in subject.hooks:
        is_exit = hook.event.text == EXIT
        if not is_exit or subject.on_exit is None:
            yield _hook(hook, subject, flow, fatal=not is_exit or _fatal(subject))


def _fatal(call: Invocation) -> bool:
    """A dag goes on when the exit handler of a task cannot be started."""
    return call.kind is CallKind.STEP


def _hook(hook: Hook, subject: WorkflowObject | Invocation, flow: ObjectFlow, *, fatal: bool) -> Handler:
    caller = subject.caller if isinstance(subject, Invocation) else None
    target = flow.hook_target(hook, caller)
    if caller is None and isinstance(target, MissingTemplate) and flow.item.workflow_template_ref is not None:
        target = _referenced(target, flow)
    at = next((part for part in _named(hook) if part is not None), hook.event)
    own = hook.event.text != EXIT or bool(hook.arguments.parameters or hook.arguments.artifacts)
    arguments = hook.arguments if own else _inherited(flow)
    return Handler(f"hook `{hook.event.text}`", at, hook.node, target, arguments, own, fatal)


def _named(hook: Hook) -> tuple[Scalar | None, ...]:
    ref = hook.template_ref
    return (hook.template,) if ref is None else (ref.template, ref.name)


def _referenced(missing: MissingTemplate, flow: ObjectFlow) -> TemplateOutcome:
    """The template in the object that the workflow refers to, whose templates it runs."""
    owner = flow.referenced_object
    found = owner.template(missing.name) if owner is not None else None
    if found is not None:
        return Resolved(found)
    return MissingTemplate(missing.name, owner) if owner is not None else Dynamic()


def _inherited(flow: ObjectFlow) -> Values | None:
    """An exit handler without arguments of its own is handed those of the workflow."""
    if flow.item.is_template:
        return None
    referenced = flow.referenced_object.arguments if flow.referenced_object is not None else Values()
    own = flow.item.arguments
    return Values(None, own.parameters + referenced.parameters, own.artifacts + referenced.artifacts)


def left_empty(handler: Handler, flow: ObjectFlow, subject: WorkflowObject | Invocation) -> Iterator[Unsupplied]:
    """The inputs of a handler's template that nothing gives a value when it starts."""
    if not isinstance(handler.target, Resolved) or handler.arguments is None:
        return
    caller = subject.caller if isinstance(subject, Invocation) else None
    for empty in unsupplied(handler.target.target, handler.arguments, lambda name: flow.text(name, caller)):
        if handler.own:
            yield empty
        elif empty.argument is None:
            yield empty._replace(meant=None)


@lru_cache(1)
def reached_by_handlers(flow: ObjectFlow) -> frozenset[int]:
    """The templates of an object, by identity, that its exit handler and hooks start or call on the way."""
    item = flow.item
    waiting = [item.template(flow.text(item.on_exit))] if item.on_exit is not None else []
    waiting += [at.target.target for at in handlers(item, flow) if isinstance(at.target, Resolved)]
    seen: set[int] = set()
    while waiting:
        template = waiting.pop()
        if template is None or id(template) in seen:
            continue
        seen.add(id(template))
        for call in template.calls():
            target = flow.target(call)
            if isinstance(target, Resolved):
                waiting.append(target.target)
    return frozenset(seen)
