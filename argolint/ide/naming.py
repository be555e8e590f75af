"""The fields that name things: templates, objects, tasks, and the arguments handed to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.depends import operands
from argolint.expressions.tags import OPEN
from argolint.flow.masking import masked
from argolint.ide.found import is_made
from argolint.ide.paths import Part
from argolint.ide.reading import item_keys
from argolint.ide.scopes import (
    call_scope,
    call_symbol_kind,
    object_scope,
    object_symbol,
    template_scope,
    template_symbol,
)
from argolint.ide.symbols import Form, Role, Symbol, SymbolKind
from argolint.kubernetes.volumes import spec_volumes
from argolint.model.build import text
from argolint.names import Dynamic, MissingTemplate, Resolved
from argolint.patterns import lazy_pattern
from argolint.syntax.nodes import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.analysis import ObjectFlow
    from argolint.ide.found import Found
    from argolint.model import Hook, Invocation, Template, TemplateRef, Values, WorkflowObject
    from argolint.names import TemplateOutcome
    from argolint.syntax.nodes import Scalar

_WORD = lazy_pattern(r"[^\s,]+")


def object_names(item: WorkflowObject, flow: ObjectFlow, found: Found) -> None:
    """What an object names itself, beside its templates' bodies."""
    symbol = object_symbol(item)
    if symbol is not None and item.name is not None and not is_made(item.name):
        found.whole(symbol, item.name, Role.DECLARATION)
    scope = object_scope(item)
    for template in item.templates:
        found.declare(SymbolKind.TEMPLATE, template.name, scope)
    for volume in spec_volumes(item):
        found.declare(SymbolKind.VOLUME, volume, scope)
    ref = item.workflow_template_ref
    if ref is not None:
        _object_reference(ref, flow, found)
    for name in (item.entrypoint, item.on_exit):
        if name is not None:
            _template_reference(name, None, own_template(name, flow), flow, found)
    for hook in item.hooks:
        _hook(hook, None, flow, found)
    _workflow_arguments(item, flow, found)


def own_template(name: Scalar, flow: ObjectFlow) -> TemplateOutcome:
    """The template of the object, or of the one that it refers to, which a field of its spec names."""
    filled = flow.text(name)
    if OPEN in filled:
        return Dynamic()
    owners = [flow.item, *([flow.referenced_object] if flow.referenced_object is not None else [])]
    for owner in owners:
        template = owner.template(filled)
        if template is not None:
            return Resolved(template)
    return MissingTemplate(filled, owners[-1])


def _workflow_arguments(item: WorkflowObject, flow: ObjectFlow, found: Found) -> None:
    """Arguments of a workflow: its own, those of the object it refers to, and what its first templates take."""
    scope = object_scope(item)
    referenced = flow.referenced_object
    starts = list(started(flow))
    for kind, input_kind, named in (
        (SymbolKind.WORKFLOW_PARAMETER, SymbolKind.INPUT_PARAMETER, item.arguments.parameters),
        (SymbolKind.WORKFLOW_ARTIFACT, SymbolKind.INPUT_ARTIFACT, item.arguments.artifacts),
    ):
        for argument in named:
            name = argument.name
            if name is None or is_made(name):
                found.declare(kind, name, scope)
                continue
            is_there = referenced is not None and _has(referenced.arguments, kind, name.text)
            found.whole(Symbol(kind, name.text, scope), name, Role.REFERENCE if is_there else Role.DECLARATION)
            for start in starts:
                if _has(start.inputs, input_kind, name.text):
                    found.whole(Symbol(input_kind, name.text, template_scope(start)), name, Role.REFERENCE)


def _has(values: Values, kind: SymbolKind, name: str) -> bool:
    found = values.artifact(name) if kind.endswith("artifact") else values.parameter(name)
    return found is not None


def started(flow: ObjectFlow) -> Iterator[Template]:
    """The templates that are handed the arguments of the workflow: the first one, and older exit handlers."""
    item, referenced = flow.item, flow.referenced_object
    for name in (item.entrypoint, item.on_exit):
        outcome = own_template(name, flow) if name is not None else None
        if isinstance(outcome, Resolved):
            yield outcome.target
    for name in (referenced.entrypoint, referenced.on_exit) if referenced is not None else ():
        template = referenced.template(name.text) if name is not None and referenced is not None else None
        if template is not None:
            yield template
    for template in item.all_templates():
        for call in template.calls():
            outcome = flow.exit_target(call) if call.on_exit is not None else None
            if isinstance(outcome, Resolved):
                yield outcome.target


def call_names(call: Invocation, flow: ObjectFlow, found: Found) -> None:
    """What a step or task names: itself, what it calls and hands over, and what it waits for."""
    scope = template_scope(call.caller)
    found.declare(call_symbol_kind(call.kind), call.name, scope)
    if call.template is not None or call.template_ref is not None:
        _call(call.template, call.template_ref, flow.named_target(call), flow, found)
    if call.on_exit is not None:
        _template_reference(call.on_exit, None, flow.exit_target(call), flow, found)
    target = flow.target(call)
    if isinstance(target, Resolved):
        _arguments(call.arguments, target.target, found)
    for hook in call.hooks:
        _hook(hook, call.caller, flow, found)
    for name in call.dependencies:
        _task_names(name, scope, found)
    if call.depends is not None:
        _depends(call.depends, scope, found)
    _target_of(call, scope, found)
    for key in item_keys(call):
        found.declare(SymbolKind.ITEM_KEY, key, call_scope(call))


def _target_of(call: Invocation, scope: tuple[str, ...], found: Found) -> None:
    """The `target` of a dag, noted with its first task."""
    body = call.caller.body
    if call is call.caller.calls()[0] and isinstance(body, Mapping):
        target = text(body, "target")
        if target is not None:
            _task_names(target, scope, found)


def _task_names(scalar: Scalar, scope: tuple[str, ...], found: Found) -> None:
    """The tasks that a list item or a `target` names, one after the other."""
    if is_made(scalar):
        found.open(SymbolKind.TASK, scope, scalar)
        return
    if _WORD.fullmatch(scalar.text):
        found.whole(Symbol(SymbolKind.TASK, scalar.text, scope), scalar, Role.REFERENCE)
        return
    for match in _WORD.finditer(scalar.text):
        part = Part(match[0], match.start(), match.end(), Form.PART)
        found.part(Symbol(SymbolKind.TASK, part.text, scope), scalar, part, Role.REFERENCE)


def _depends(scalar: Scalar, scope: tuple[str, ...], found: Found) -> None:
    if is_made(scalar):
        found.open(SymbolKind.TASK, scope, scalar)
    for operand in operands(masked(scalar.text)):
        part = Part(operand.name, operand.start, operand.start + len(operand.name), Form.PART)
        found.part(Symbol(SymbolKind.TASK, part.text, scope), scalar, part, Role.REFERENCE)


def _hook(hook: Hook, caller: Template | None, flow: ObjectFlow, found: Found) -> None:
    outcome = flow.hook_target(hook, caller)
    if caller is None and hook.template is not None and not isinstance(outcome, Resolved):
        outcome = own_template(hook.template, flow)
    _call(hook.template, hook.template_ref, outcome, flow, found)
    if isinstance(outcome, Resolved):
        _arguments(hook.arguments, outcome.target, found)


def _call(
    name: Scalar | None, ref: TemplateRef | None, outcome: TemplateOutcome, flow: ObjectFlow, found: Found
) -> None:
    if ref is not None:
        _object_reference(ref, flow, found)
        if ref.template is not None:
            _template_reference(ref.template, ref, outcome, flow, found)
    elif name is not None:
        _template_reference(name, None, outcome, flow, found)


def _object_reference(ref: TemplateRef, flow: ObjectFlow, found: Found) -> None:
    if ref.name is None:
        return
    name = flow.text(ref.name)
    found.ask(name)
    outcome = flow.flows.workspace.library(name, ref.cluster_scope, flow.item)
    if isinstance(outcome, Resolved):
        found.use(object_scope(flow.item), object_scope(outcome.target))
        symbol = object_symbol(outcome.target)
        if symbol is not None:
            found.whole(symbol, ref.name, Role.REFERENCE)
    elif is_made(ref.name):
        found.open(SymbolKind.OBJECT, (), ref.name)


def _template_reference(
    name: Scalar, ref: TemplateRef | None, outcome: TemplateOutcome, flow: ObjectFlow, found: Found
) -> None:
    if isinstance(outcome, Resolved):
        symbol = template_symbol(outcome.target)
        if symbol is not None:
            found.whole(symbol, name, Role.REFERENCE)
    elif is_made(name):
        found.open(SymbolKind.TEMPLATE, object_scope(flow.item) if ref is None else (), name)
    elif isinstance(outcome, MissingTemplate):
        found.whole(Symbol(SymbolKind.TEMPLATE, outcome.name, object_scope(outcome.owner)), name, Role.REFERENCE)


def _arguments(values: Values, target: Template, found: Found) -> None:
    scope = template_scope(target)
    for kind, named in (
        (SymbolKind.INPUT_PARAMETER, values.parameters),
        (SymbolKind.INPUT_ARTIFACT, values.artifacts),
    ):
        for argument in named:
            if argument.name is not None:
                found.refer(kind, argument.name, scope)
