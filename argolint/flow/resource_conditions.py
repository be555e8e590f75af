"""The conditions of a resource template, as far as they are known before it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.expressions.tags import DYNAMIC, OPEN, PLACEHOLDER
from argolint.model.build import text
from argolint.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.analysis import ObjectFlow
    from argolint.flow.resource_calls import ResourceCall
    from argolint.syntax.nodes import Scalar

_FIELDS: Final = ("successCondition", "failureCondition")
_AS_VALUE: Final = lazy_pattern(rf"[=<>(,]\s*{PLACEHOLDER}(?=\s*(?:[,)]|$))")
_ANY_VALUE: Final = "1"
"""Fits wherever a value may stand: as a word, and as a number."""


class Condition(NamedTuple):
    """A condition with known text; `exact` tells that offsets in it are those of the scalar."""

    field: str
    scalar: Scalar
    text: str
    exact: bool


def conditions(call: ResourceCall, flow: ObjectFlow) -> Iterator[Condition]:
    """The conditions whose form does not depend on what the run supplies."""
    for field in _FIELDS:
        scalar = text(call.body, field)
        if scalar is None:
            continue
        filled = flow.text(scalar, call.template)
        known = _AS_VALUE.sub(lambda match: match[0].replace(PLACEHOLDER, _ANY_VALUE), filled)
        if not any(sign in known for sign in (PLACEHOLDER, DYNAMIC, OPEN)):
            yield Condition(field, scalar, known, exact=known == scalar.text)
