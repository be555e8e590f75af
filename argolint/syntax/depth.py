"""How deep a document may nest."""

from __future__ import annotations

from typing import Final

from argolint.source import Span
from argolint.syntax.problems import BrokenYaml
from argolint.syntax.stop import Stop

DEEPEST: Final = 200


def too_deep(offset: int) -> Stop:
    """The end of a document in which a collection at this offset is one too many inside others."""
    return Stop(
        BrokenYaml(
            Span(offset, offset + 1),
            f"nested deeper than {DEEPEST} levels",
            hint="look for brackets that are opened and never closed",
        )
    )
