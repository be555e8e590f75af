"""The keys of what holds names: equal for one object or template however often its file is read anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.ide.symbols import Symbol, SymbolKind
from argolint.model import CallKind

if TYPE_CHECKING:
    from argolint.ide.symbols import Scope
    from argolint.model import Invocation, Template, WorkflowObject


def object_key(item: WorkflowObject) -> str:
    """What tells an object from the others of its file; what nobody can refer to goes by its place."""
    if item.is_template and item.name is not None:
        return f"{item.kind}/{item.namespace}/{item.name.text}"
    return f"{item.kind}/@{item.node.start}"


def object_scope(item: WorkflowObject) -> Scope:
    """The scope of an object's templates and arguments."""
    return item.document.source.path, object_key(item)


def template_scope(template: Template) -> Scope:
    """The scope of a template's inputs, outputs, steps and tasks."""
    call = template.inline_of
    if call is not None:
        return (*call_scope(call), "inline")
    name = template.name.text if template.name is not None else f"@{template.node.start}"
    return (*object_scope(template.owner), name)


def call_scope(call: Invocation) -> Scope:
    """The scope of the items that a step or task loops over."""
    name = call.name.text if call.name is not None else f"@{call.node.start}"
    return (*template_scope(call.caller), name)


def object_symbol(item: WorkflowObject) -> Symbol | None:
    """The symbol of an object, if it has a name."""
    if item.name is None:
        return None
    return Symbol(SymbolKind.OBJECT, item.name.text, object_scope(item))


def template_symbol(template: Template) -> Symbol | None:
    """The symbol of a template, if it has a name."""
    if template.name is None or template.inline_of is not None:
        return None
    return Symbol(SymbolKind.TEMPLATE, template.name.text, object_scope(template.owner))


def call_symbol(call: Invocation) -> Symbol | None:
    """The symbol of a step or task, if it has a name."""
    if call.name is None:
        return None
    return Symbol(call_symbol_kind(call.kind), call.name.text, template_scope(call.caller))


def call_symbol_kind(kind: CallKind) -> SymbolKind:
    """The kind of a step's or task's symbol."""
    return SymbolKind.STEP if kind is CallKind.STEP else SymbolKind.TASK
