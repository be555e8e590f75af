"""The templates that a run comes to: from its entrypoint and its handlers through every call, in other objects too."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.model import head
from argolint.names import Dynamic, External, MissingObject, MissingTemplate, Resolved

if TYPE_CHECKING:
    from argolint.flow.analysis import Flows, ObjectFlow
    from argolint.model import Hook, Invocation, Template, WorkflowObject
    from argolint.names import TemplateOutcome
    from argolint.source import Span
    from argolint.syntax.nodes import Scalar


class Gap(NamedTuple):
    """A place that leads to templates that cannot be looked at."""

    owner: WorkflowObject
    span: Span
    template: Template | None
    message: str


class Reach(NamedTuple):
    """The templates of a run in the order in which they are met, and what stays in the dark."""

    templates: tuple[Template, ...]
    gaps: tuple[Gap, ...]
    flows: Flows
    """The analyses of all objects, as the run sees them."""


def reach(flow: ObjectFlow) -> Reach:
    """What a run of an object comes to."""
    return _Walk(flow).walk()


class _Walk:
    def __init__(self, flow: ObjectFlow) -> None:
        referenced = flow.referenced_object
        self.flow = flow
        self.base = referenced if referenced is not None else flow.item
        self.flows = flow.flows.run_by(flow, referenced) if referenced is not None else flow.flows
        self.found: dict[int, Template] = {}
        self.gaps: dict[tuple[int, Span, str], Gap] = {}

    def walk(self) -> Reach:
        self._start()
        done = 0
        while done < len(self.found):
            for template in list(self.found.values())[done:]:
                done += 1
                for call in template.calls():
                    self._call(call, template)
        return Reach(tuple(self.found.values()), tuple(self.gaps.values()), self.flows)

    def _start(self) -> None:
        item, base = self.flow.item, self.base
        ref = item.workflow_template_ref
        if ref is not None and base is item:
            span = ref.name.span if ref.name is not None else head(ref.node)
            self._gap(item, span, None, "the WorkflowTemplate that it runs is not among these files")
        own = self.flows.of(base)
        entrypoint = item.entrypoint or base.entrypoint
        start = base.template(own.text(entrypoint)) if entrypoint is not None else None
        for template in (start,) if start is not None else base.templates:
            self._add(template)
        on_exit = item.on_exit or base.on_exit
        if on_exit is not None:
            handler = base.template(own.text(on_exit))
            for template in (handler,) if handler is not None else base.templates:
                self._add(template)
        for owner in {id(at): at for at in (item, base)}.values():
            for hook in owner.hooks:
                self._take(own.hook_target(hook, None), owner, _hook_place(hook), None)

    def _call(self, call: Invocation, caller: Template) -> None:
        flow = self.flows.of(caller.owner)
        self._take(flow.target(call), caller.owner, _call_place(call), caller)
        for hook in call.hooks:
            self._take(flow.hook_target(hook, caller), caller.owner, _hook_place(hook), caller)
        if call.on_exit is not None:
            self._take(flow.exit_target(call), caller.owner, call.on_exit.span, caller)

    def _take(self, outcome: TemplateOutcome, owner: WorkflowObject, span: Span, caller: Template | None) -> None:
        if isinstance(outcome, Resolved):
            self._add(outcome.target)
        elif isinstance(outcome, Dynamic):
            self._gap(owner, span, caller, "which template is called is known only when it runs; here each of its own")
            for template in owner.templates:
                self._add(template)
        elif isinstance(outcome, (External, MissingObject, MissingTemplate)):
            self._gap(owner, span, caller, "the template that is called is not among these files")

    def _add(self, template: Template | None) -> None:
        if template is not None:
            self.found.setdefault(id(template), template)

    def _gap(self, owner: WorkflowObject, span: Span, caller: Template | None, message: str) -> None:
        self.gaps.setdefault((id(owner), span, message), Gap(owner, span, caller, message))


def _call_place(call: Invocation) -> Span:
    named: Scalar | None = call.template
    if call.template_ref is not None:
        named = call.template_ref.template or call.template_ref.name
    return named.span if named is not None else call.span


def _hook_place(hook: Hook) -> Span:
    if hook.template is not None:
        return hook.template.span
    ref = hook.template_ref
    named = (ref.template or ref.name) if ref is not None else None
    return named.span if named is not None else hook.event.span
