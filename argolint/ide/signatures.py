"""What a called template takes, while its arguments are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.ide.around import around, holds
from argolint.ide.values import both, choices, description, is_required, shown
from argolint.model.views import Parameter
from argolint.names import Resolved

if TYPE_CHECKING:
    from argolint.ide.snapshot import Snapshot
    from argolint.model import Artifact, Invocation, Template, Values


class Input(NamedTuple):
    """One input of a template."""

    name: str
    is_artifact: bool
    is_required: bool
    default: str | None
    choices: tuple[str, ...]
    description: str
    is_given: bool
    """Whether the arguments hand it over already."""


class Signature(NamedTuple):
    """The inputs of the template that is called, required ones first, and which of them is written now."""

    title: str
    inputs: tuple[Input, ...]
    active: int | None


def signature_at(snapshot: Snapshot, path: str, offset: int) -> Signature | None:
    """The signature for the arguments of the step or task around a place."""
    surroundings = around(snapshot, path, offset)
    call = surroundings.call if surroundings is not None else None
    if surroundings is None or call is None or not _in_arguments(call, surroundings.item.document.source.text, offset):
        return None
    target = snapshot.flows.of(surroundings.item).target(call)
    if not isinstance(target, Resolved):
        return None
    return signature_of(target.target, call.arguments, offset)


def _in_arguments(call: Invocation, text: str, offset: int) -> bool:
    entry = call.node.entries.get("arguments")
    return entry is not None and (entry.key.start <= offset <= entry.key.end or holds(text, entry.value, offset))


def signature_of(template: Template, given: Values, offset: int) -> Signature:
    """The signature of a template beside the arguments given so far."""
    inputs = [_input(value, given) for value in both(template.inputs) if value.name is not None]
    inputs.sort(key=lambda each: not each.is_required)
    written = {
        value.name.text
        for value in both(given)
        if value.name is not None and value.node.start <= offset <= value.node.end
    }
    active = next((at for at, each in enumerate(inputs) if each.name in written), None)
    return Signature(template.title, tuple(inputs), active)


def _input(value: Parameter | Artifact, given: Values) -> Input:
    name = value.name.text if value.name is not None else ""
    if not isinstance(value, Parameter):
        return Input(name, True, is_required(value), None, (), "", given.artifact(name) is not None)
    default = shown(value.value if value.value is not None else value.default)
    is_given = given.parameter(name) is not None
    return Input(name, False, is_required(value), default, choices(value), description(value) or "", is_given)
