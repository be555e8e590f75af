"""What a dotted name in a text means where it stands: the symbols that it names, word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.ide.paths import Path, Unreadable, joined
from argolint.ide.scopes import call_scope, call_symbol_kind, object_scope, template_scope
from argolint.ide.symbols import Role, Symbol, SymbolKind
from argolint.model import CallKind
from argolint.names import Resolved
from argolint.syntax.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from argolint.flow.analysis import ObjectFlow
    from argolint.ide.found import Found
    from argolint.ide.paths import Part
    from argolint.ide.symbols import Scope
    from argolint.model import Invocation, Template

_INPUTS = {"parameters": SymbolKind.INPUT_PARAMETER, "artifacts": SymbolKind.INPUT_ARTIFACT}
_OUTPUTS = {"parameters": SymbolKind.OUTPUT_PARAMETER, "artifacts": SymbolKind.OUTPUT_ARTIFACT}
_GLOBALS = {"parameters": SymbolKind.GLOBAL_PARAMETER, "artifacts": SymbolKind.GLOBAL_ARTIFACT}
_CALLS = {"steps": CallKind.STEP, "tasks": CallKind.TASK}
_OF_TEMPLATES = {
    "inputs": (SymbolKind.INPUT_PARAMETER, SymbolKind.INPUT_ARTIFACT),
    "outputs": (SymbolKind.OUTPUT_PARAMETER, SymbolKind.OUTPUT_ARTIFACT),
    "steps": (SymbolKind.STEP,),
    "tasks": (SymbolKind.TASK,),
    "item": (SymbolKind.ITEM_KEY,),
}


class Frame(NamedTuple):
    """What surrounds a text: the templates from the outermost inward, and the steps or tasks."""

    flow: ObjectFlow
    templates: tuple[Template, ...] = ()
    calls: tuple[Invocation, ...] = ()


def read(path: Path | Unreadable, scalar: Scalar, frame: Frame, found: Found) -> None:
    """Note what a name means."""
    if isinstance(path, Unreadable):
        found.open(None, object_scope(frame.flow.item), scalar, path.text)
        return
    root = path.parts[0].text if path.parts else ""
    if root in _OF_TEMPLATES and not frame.templates:
        # It is merged into templates, so that it may read any of them.
        for kind in _OF_TEMPLATES[root]:
            found.open(kind, object_scope(frame.flow.item), scalar, ".".join(path.words))
        return
    reader = _READERS.get(root)
    if reader is not None:
        reader(path, scalar, frame, found)


def _inputs(path: Path, scalar: Scalar, frame: Frame, found: Found) -> None:
    kinds = _kinds(path, 1, _INPUTS)
    name = _last(path, 2, kinds)
    if name is None:
        for kind in kinds:
            for template in frame.templates:
                found.open(kind, template_scope(template), scalar)
        return
    owner = next((at for at in frame.templates if _has_input(at, kinds[0], name.text)), frame.templates[-1])
    found.part(Symbol(kinds[0], name.text, template_scope(owner)), scalar, name, Role.READ)


def _kinds(path: Path, at: int, kinds: dict[str, SymbolKind]) -> tuple[SymbolKind, ...]:
    """The kind that a word says; all where the path ends before."""
    if len(path.parts) <= at:
        return tuple(kinds.values())
    kind = kinds.get(path.parts[at].text)
    return (kind,) if kind is not None else ()


def _last(path: Path, at: int, kinds: tuple[SymbolKind, ...]) -> Part | None:
    """The name behind the word that says the kind, without the field of an artifact."""
    if len(kinds) != 1:
        return None
    parts = path.parts[at:]
    if kinds[0].endswith("artifact") or path.parts[0].text == "outputs":
        while len(parts) > 1 and parts[-1].text == "path":
            parts = parts[:-1]
    return joined(parts)


def _has_input(template: Template, kind: SymbolKind, name: str) -> bool:
    inputs = template.inputs
    found = inputs.parameter(name) if kind is SymbolKind.INPUT_PARAMETER else inputs.artifact(name)
    return found is not None


def _outputs(path: Path, scalar: Scalar, frame: Frame, found: Found) -> None:
    _output_of(template_scope(frame.templates[-1]), path, 1, scalar, found)


def _output_of(scope: Scope, path: Path, at: int, scalar: Scalar, found: Found) -> None:
    kinds = _kinds(path, at, _OUTPUTS)
    name = _last(path, at + 1, kinds)
    if name is not None:
        found.part(Symbol(kinds[0], name.text, scope), scalar, name, Role.READ)
    else:
        for kind in kinds:
            found.open(kind, scope, scalar)


def _calls(path: Path, scalar: Scalar, frame: Frame, found: Found) -> None:
    kind = _CALLS[path.parts[0].text]
    holders = [at for at in frame.templates if any(call.kind is kind for call in at.calls())]
    if len(path.parts) < 2:
        for holder in holders:
            found.open(call_symbol_kind(kind), template_scope(holder), scalar)
        return
    name = path.parts[1]
    call = next((at for holder in holders if (at := _call_named(holder, name.text)) is not None), None)
    if not holders or (call is None and name.text == "name"):
        return
    scope = template_scope(call.caller if call is not None else holders[-1])
    found.part(Symbol(call_symbol_kind(kind), name.text, scope), scalar, name, Role.READ)
    if call is not None and len(path.parts) > 2 and path.parts[2].text == "outputs":
        target = frame.flow.target(call)
        if isinstance(target, Resolved):
            _output_of(template_scope(target.target), path, 3, scalar, found)
    elif call is not None and len(path.parts) == 2:
        target = frame.flow.target(call)
        if isinstance(target, Resolved):
            for each in _OUTPUTS.values():
                found.open(each, template_scope(target.target), scalar)


def _call_named(template: Template, name: str) -> Invocation | None:
    return next((call for call in template.calls() if call.name is not None and call.name.text == name), None)


def _workflow(path: Path, scalar: Scalar, frame: Frame, found: Found) -> None:
    scope = object_scope(frame.flow.item)
    words = path.words
    if len(words) < 2:
        for kind in (SymbolKind.WORKFLOW_PARAMETER, *_GLOBALS.values()):
            found.open(kind, scope, scalar)
    elif words[1] == "parameters":
        name = joined(path.parts[2:])
        if name is None or (name.text == "json" and frame.flow.item.arguments.parameter("json") is None):
            found.open(SymbolKind.WORKFLOW_PARAMETER, scope, scalar)
        else:
            found.part(Symbol(SymbolKind.WORKFLOW_PARAMETER, name.text, scope), scalar, name, Role.READ)
    elif words[1] == "outputs":
        kinds = _kinds(path, 2, _GLOBALS)
        name = _last(path, 3, kinds)
        if name is not None:
            found.part(Symbol(kinds[0], name.text, scope), scalar, name, Role.READ)
        else:
            for kind in kinds:
                found.open(kind, scope, scalar)


def _item(path: Path, scalar: Scalar, frame: Frame, found: Found) -> None:
    """A key of the items that the outermost loop with such a key goes over."""
    loops = [call for call in frame.calls if item_keys(call)]
    if len(path.parts) < 2:
        for call in loops:
            found.open(SymbolKind.ITEM_KEY, call_scope(call), scalar)
        return
    name = joined(path.parts[1:])
    assert name is not None
    loop = next((call for call in loops if any(key.text == name.text for key in item_keys(call))), None)
    if loop is not None:
        found.part(Symbol(SymbolKind.ITEM_KEY, name.text, call_scope(loop)), scalar, name, Role.READ)


def item_keys(call: Invocation) -> list[Scalar]:
    """The keys of all items that are maps."""
    items = call.with_items.items if call.with_items is not None else ()
    return [entry.key for item in items if isinstance(item, Mapping) for entry in item.entries.values()]


_READERS = {
    "inputs": _inputs,
    "outputs": _outputs,
    "steps": _calls,
    "tasks": _calls,
    "workflow": _workflow,
    "item": _item,
}
