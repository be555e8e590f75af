"""What a call hands to a template: the inputs it leaves empty, and the arguments that no input takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from argolint.expressions.tags import is_known
from argolint.flow.inputs import has_location, has_own_value, supplies
from argolint.model import Artifact, Parameter
from argolint.nearest import closest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from argolint.model import Template, Values
    from argolint.syntax.nodes import Scalar

    Text = Callable[[Scalar], str]

_Item = TypeVar("_Item", Parameter, Artifact)


class Unsupplied(NamedTuple):
    """An input that a call leaves empty.

    `argument` is the one that names it and brings nothing; `meant` fits no input and has nearly its name.
    """

    target: Template
    kind: str
    name: str
    declared: Parameter | Artifact
    argument: Parameter | Artifact | None
    meant: Undeclared | None = None


class Undeclared(NamedTuple):
    """An argument that no input takes; `other_kind` tells that an input of the other kind has its name."""

    kind: str
    name: str
    at: Scalar
    candidates: tuple[str, ...]
    other_kind: bool


def unsupplied(target: Template, arguments: Values, text: Text) -> Iterator[Unsupplied]:
    """The inputs of a template that its own values and the arguments of a call leave empty.

    `text` fills the names of arguments; while one is missing or not known, nothing is said about its kind.
    """
    for empty in _unsupplied(target, arguments, text):
        if empty.argument is None:
            lost = {at.name: at for at in _undeclared(target, arguments, text) if at.kind == empty.kind}
            best = closest(empty.name, lost)
            yield empty if best is None else empty._replace(meant=lost[best])
        else:
            yield empty


def undeclared(target: Template, arguments: Values, text: Text) -> Iterator[Undeclared]:
    """The arguments of a call that no input takes, but for those meant for an input left empty.

    An input without a name may be the one meant by any of them.
    """
    lost = list(_undeclared(target, arguments, text))
    if lost:
        meant = [empty.meant for empty in unsupplied(target, arguments, text)]
        yield from (argument for argument in lost if argument not in meant)


def _unsupplied(target: Template, arguments: Values, text: Text) -> Iterator[Unsupplied]:
    parameters = _by_name(arguments.parameters, text)
    for declared in target.inputs.parameters:
        if declared.name is None or parameters is None:
            continue
        given = parameters.get(declared.name.text)
        if not (has_own_value(declared) if given is None else supplies(given)):
            yield Unsupplied(target, "parameter", declared.name.text, declared, given)
    artifacts = _by_name(arguments.artifacts, text)
    for artifact in target.inputs.artifacts:
        if artifact.name is None or artifacts is None or artifact.optional or has_location(artifact):
            continue
        handed = artifacts.get(artifact.name.text)
        if handed is None or not _brings(handed):
            yield Unsupplied(target, "artifact", artifact.name.text, artifact, handed)


def _undeclared(target: Template, arguments: Values, text: Text) -> Iterator[Undeclared]:
    parameters, artifacts = _names(target.inputs.parameters), _names(target.inputs.artifacts)
    for kind, given, names, others, declared in (
        ("parameter", arguments.parameters, parameters, artifacts, target.inputs.parameters),
        ("artifact", arguments.artifacts, artifacts, parameters, target.inputs.artifacts),
    ):
        for argument in given:
            if argument.name is None or len(names) < len(declared):
                continue
            name = text(argument.name)
            if name not in names and is_known(name):
                yield Undeclared(kind, name, argument.name, names, name in others)


def _brings(artifact: Artifact) -> bool:
    return artifact.source is not None or artifact.from_expression is not None or has_location(artifact)


def _by_name(items: tuple[_Item, ...], text: Text) -> dict[str, _Item] | None:
    found: dict[str, _Item] = {}
    for item in items:
        name = text(item.name) if item.name is not None else None
        if name is None or not is_known(name):
            return None
        found.setdefault(name, item)
    return found


def _names(items: tuple[Parameter, ...] | tuple[Artifact, ...]) -> tuple[str, ...]:
    return tuple(item.name.text for item in items if item.name is not None)
