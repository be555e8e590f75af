"""The variables that a tag may name where it stands, and the functions of expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.expr.functions import builtins
from argolint.expressions.tags import OPEN
from argolint.flow.expression_scopes import spelled, surroundings
from argolint.flow.expressions import Site
from argolint.flow.scopes import Place, Scope, fault
from argolint.ide.completion.probing import MARK, Offer
from argolint.ide.reading import item_keys
from argolint.patterns import lazy_pattern
from argolint.syntax.nodes import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.ide.completion.probing import Probe

_NOTHING = "\0"
_ROOTS = ("workflow.", "workflow.parameters.", "inputs.parameters.", "inputs.artifacts.", "outputs.", "pod.")
_FIELDS = ("", "outputs.parameters.", "outputs.artifacts.")
_CLOSE = "}}"
_ARTIFACTS = ".artifacts."
_OF_CALLS = ("steps.", "tasks.")
_LOOPS = frozenset({"withItems", "withParam", "withSequence"})
"""What an item comes from cannot read it."""
_IN_BRACKETS = lazy_pattern(r"""\[\s*['"][^'"\]]*\Z""")


def variables(probe: Probe) -> list[Offer] | None:
    """What may be read in the tag around a place; None outside of tags."""
    text = probe.scalar.text
    at = text.find(MARK)
    opening = text.rfind(OPEN, 0, at)
    if opening < 0 or _CLOSE in text[opening:at]:
        return None
    scope = _scope(probe)
    if scope is None or _IN_BRACKETS.search(text[:at]) is not None:
        return None
    is_expression = text.startswith("=", opening + len(OPEN))
    names = [name for name in _names(scope) if _NOTHING not in name and fault(name, scope) is None]
    if probe.field == "from":
        names = [name for name in names if _ARTIFACTS in name]
    elif probe.path[-2:] == ("valueFrom", "parameter"):
        names = [name for name in names if name.startswith(_OF_CALLS)]
    if _LOOPS.isdisjoint(probe.path):
        names += _items(scope)
    if not is_expression:
        closing = "" if probe.source.text[probe.span.end :].lstrip(" ").startswith(_CLOSE) else _CLOSE
        return [Offer(name, "variable", text=name + closing) for name in dict.fromkeys(names)]
    site = Site(probe.scalar, opening + len(OPEN) + 1, text[opening + len(OPEN) + 1 :], "tag", scope.flow, scope)
    version = scope.flow.version
    functions = {*surroundings(site, version).functions, *builtins(version)}
    offers = [Offer(spelled(name), "variable", text=spelled(name)) for name in dict.fromkeys(names)]
    return offers + [Offer(name, "function", text=f"{name}(") for name in sorted(functions)]


def _scope(probe: Probe) -> Scope | None:
    around = probe.surroundings
    if around is None or around.template is None:
        return None
    flow = probe.snapshot.flows.of(around.item)
    if around.call is not None:
        return Scope(flow, around.template, Place.CALL, around.call, hook="hooks" in probe.path)
    if not around.template.calls_others:
        return Scope(flow, around.template, Place.LEAF)
    return Scope(flow, around.template, Place.OUTPUTS) if "outputs" in probe.path else None


def _names(scope: Scope) -> Iterator[str]:
    for root in _ROOTS:
        yield from _candidates(root, scope)
    for parameter in scope.flow.item.arguments.parameters:
        if parameter.name is not None:
            yield f"workflow.parameters.{parameter.name.text}"
    yield "pod.name"
    for call in scope.template.calls():
        if call.name is not None and call is not scope.call:
            for field in _FIELDS:
                yield from _candidates(f"{call.kind}s.{call.name.text}.{field}", scope)


def _candidates(root: str, scope: Scope) -> tuple[str, ...]:
    found = fault(root + _NOTHING, scope)
    return found.candidates if found is not None else ()


def _items(scope: Scope) -> Iterator[str]:
    call = scope.call
    if call is None or not call.loops:
        return
    keys = dict.fromkeys(key.text for key in item_keys(call))
    yield from (f"item.{key}" for key in keys)
    items = call.with_items.items if call.with_items is not None else ()
    if not any(isinstance(item, Mapping) for item in items):
        yield "item"
