"""What surrounds a place: the object, the templates and the steps or tasks that it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.ide.scopes import call_symbol, object_scope, template_scope
from argolint.ide.symbols import SymbolKind

if TYPE_CHECKING:
    from argolint.ide.snapshot import Snapshot
    from argolint.ide.symbols import Symbol
    from argolint.model import Invocation, Template, WorkflowObject
    from argolint.syntax.nodes import Node


_BLANKS = " \r\n-"
"""A dash begins an item that is still to be written."""

_MOST_BLANKS = 300


class Around(NamedTuple):
    """The innermost of each kind around a place."""

    item: WorkflowObject
    template: Template | None = None
    call: Invocation | None = None


def around(snapshot: Snapshot, path: str, offset: int) -> Around | None:
    """What surrounds an offset of a file; None outside of all objects."""
    for item in snapshot.objects(path):
        text = item.document.source.text
        if holds(text, item.node, offset):
            found = Around(item)
            for template in item.all_templates():
                if holds(text, template.node, offset):
                    found = Around(item, template)
                    for call in template.calls():
                        if holds(text, call.node, offset):
                            found = Around(item, template, call)
            return found
    return None


def holds(text: str, node: Node, offset: int) -> bool:
    """Whether a node stands around an offset, or would with what is written there: blanks alone part them, and the
    offset is indented as far as what the node holds."""
    if offset <= node.end:
        return node.start <= offset
    if offset - node.end > _MOST_BLANKS or text[node.end : offset].strip(_BLANKS):
        return False
    return _column(text, offset) >= _column(text, node.start)


def _column(text: str, offset: int) -> int:
    return offset - text.rfind("\n", 0, offset)


def object_of(snapshot: Snapshot, symbol: Symbol) -> WorkflowObject | None:
    """The object that holds a symbol, or is it."""
    return next((item for item in snapshot.objects(symbol.file) if object_scope(item) == symbol.scope[:2]), None)


def template_of(snapshot: Snapshot, symbol: Symbol) -> Template | None:
    """The template that a symbol is, or that declares it."""
    item = object_of(snapshot, symbol)
    if item is None:
        return None
    if symbol.kind is SymbolKind.TEMPLATE:
        return item.template(symbol.name)
    return next((at for at in item.all_templates() if template_scope(at) == symbol.scope), None)


def call_of(snapshot: Snapshot, symbol: Symbol) -> Invocation | None:
    """The step or task that a symbol is."""
    template = template_of(snapshot, symbol)
    calls = template.calls() if template is not None else ()
    return next((call for call in calls if call_symbol(call) == symbol), None)
