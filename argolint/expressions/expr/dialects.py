"""How the expression language differs between releases of Argo, which link different releases of expr-lang."""

from __future__ import annotations

from dataclasses import dataclass

from argolint.schema.versions import Version


@dataclass(frozen=True, slots=True)
class Dialect:
    """The traits of the language in a range of Argo versions."""

    key: str
    """The oldest Argo version of the range, as the function table spells it."""

    modern: bool
    """`if`, `;`, chained comparisons, postfixes on strings, trailing commas in calls, typed array elements."""

    else_if: bool
    """`else if`, `\\u{…}` and a doubled backtick."""

    bytes_literals: bool
    """`b"…"`, and a look at the order that `sortBy` is given."""

    most_nodes: int | None
    """How many parts an expression may have."""


_DIALECTS = (
    (
        Version(4, 1),
        Dialect("4.1", modern=True, else_if=True, bytes_literals=True, most_nodes=10_000),
    ),
    (
        Version(3, 6),
        Dialect("3.6", modern=True, else_if=True, bytes_literals=False, most_nodes=10_000),
    ),
    (
        Version(3, 5),
        Dialect("3.5", modern=True, else_if=False, bytes_literals=False, most_nodes=10_000),
    ),
)
_OLDEST = Dialect("3.4", modern=False, else_if=False, bytes_literals=False, most_nodes=None)


def dialect_of(version: Version) -> Dialect:
    """The dialect that an Argo version reads."""
    for since, dialect in _DIALECTS:
        if version >= since:
            return dialect
    return _OLDEST
