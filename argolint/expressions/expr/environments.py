"""Which names and functions an expression finds around it, by the place it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from argolint.expressions.expr.functions import argo_functions
from argolint.expressions.expr.types import ANY, MAP, STRING, Type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from argolint.expressions.expr.functions import Form
    from argolint.schema.versions import Version

Result = Literal["bool", "string"]


@dataclass(frozen=True, slots=True)
class Environment:
    """The surroundings of an expression: names with their types, functions, and what it must give."""

    names: Mapping[str, Type] | None
    """First names; None where any may exist."""

    functions: Mapping[str, Form] = field(default_factory=dict)
    result: Result | None = None
    deep: Callable[[tuple[str, ...]], Type | None] | None = None
    """What the run will find under a path such as `inputs.parameters.count`; the compiler does not look so far."""


@dataclass(frozen=True, slots=True)
class Place:
    """A field that holds an expression."""

    names: Mapping[str, Type] | None
    """The first names there; None where the variables in scope are."""

    has_argo_functions: bool
    result: Result | None


ANYTHING: Final = Environment(None)
"""Any name may exist: only what is wrong everywhere is told."""

PLACES: Final[Mapping[str, Place]] = {
    "tag": Place(None, True, None),
    "hook.expression": Place(None, True, "bool"),
    "retryStrategy.expression": Place({"retries": STRING, "lastRetry": MAP}, True, "bool"),
    "valueFrom.expression": Place(None, True, None),
    "fromExpression": Place(None, True, None),
    "labelsFrom.expression": Place(None, True, "string"),
    "data.transformation": Place({"data": ANY}, False, None),
    "http.successCondition": Place({"request": MAP, "response": MAP}, False, "bool"),
    "stopStrategy.expression": Place({"cronworkflow": MAP}, False, "bool"),
    "event.selector": Place(
        {"namespace": STRING, "discriminator": STRING, "metadata": MAP, "payload": ANY}, False, "bool"
    ),
    "event.metadata": Place(
        {"namespace": STRING, "discriminator": STRING, "metadata": MAP, "payload": ANY}, True, "string"
    ),
    "event.parameter": Place(
        {"namespace": STRING, "discriminator": STRING, "metadata": MAP, "payload": ANY}, False, None
    ),
}
"""The fields that hold an expression of this language, and what they find around them."""


def environment(
    place: str, version: Version, variables: Iterable[str] | None = None, uncertain: Iterable[str] = ()
) -> Environment:
    """The surroundings at a place.

    `variables` are the names in scope, as flat as in tags (`steps.a.status`); they count where a place has no
    names of its own, and None there stands for all that may exist. `uncertain` are first names of which only
    the run knows whether they are texts or maps, such as `item` of a `withParam`.
    """
    shape = PLACES[place]
    functions = argo_functions(version) if shape.has_argo_functions else {}
    names = shape.names
    if names is None and variables is not None:
        names = {**first_names(variables), **dict.fromkeys(uncertain, ANY)}
    if names is not None and shape.has_argo_functions:
        names = {**names, "sprig": MAP}
    return Environment(names, functions, shape.result)


def first_names(variables: Iterable[str]) -> dict[str, Type]:
    """The first names of flat variables: a map where any has members, else a string, as all values are."""
    names: dict[str, Type] = {}
    for variable in variables:
        first, dot, _ = variable.partition(".")
        if dot or first not in names:
            names[first] = MAP if dot else STRING
    return names
