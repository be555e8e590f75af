"""What a `withSequence` counts, as far as it is written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import OPEN
from argolint.expressions.whole_numbers import whole_number
from argolint.model.build import text, value
from argolint.syntax.nodes import Scalar
from argolint.syntax.scalars import json_text

if TYPE_CHECKING:
    from argolint.model import Invocation


def format_of(call: Invocation) -> Scalar | None:
    """The `format` of a step's or task's sequence, if it is written without variables."""
    found = text(call.with_sequence, "format") if call.with_sequence is not None else None
    return found if found is not None and OPEN not in found.text else None


def first_number(call: Invocation) -> int | None:
    """The number that a sequence starts at, or None where that is not known."""
    start = value(call.with_sequence, "start") if call.with_sequence is not None else None
    if start is None:
        return 0
    return whole_number(json_text(start)) if isinstance(start, Scalar) else None
