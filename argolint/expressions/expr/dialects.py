"""How the language differs between Argo versions, which link different releases of expr-lang."""

from __future__ import annotations

from dataclasses import dataclass

from argolint.schema.versions import Version


@dataclass(frozen=True, slots=True)
class Dialect:
    """The traits of the language in a range of Argo versions."""

    modern: bool
    """`if`, `;`, chained comparisons, postfixes on strings, trailing commas in calls, typed elements."""

    else_if: bool
    """`else if`, `\\u{…}` and a doubled backtick."""

    bytes_literals: bool
    """`b"…"`, and a look at the order that `sortBy` is given."""

    most_nodes: int | None
    """How many parts an expression may have."""


_DIALECTS = (
    (
        Version(4, 1),
        Dialect(modern=True, else_if=True, bytes_literals=True, most_nodes=10_000),
    ),
    (
        Version(3, 6),
        Dialect(modern=True, else_if=True, bytes_literals=False, most_nodes=10_000),
    ),
    (
        Version(3, 5),
        Dialect(modern=True, else_if=False, bytes_literals=False, most_nodes=10_000),
    ),
)
_OLDEST = Dialect(modern=False, else_if=False, bytes_literals=False, most_nodes=None)


def dialect_of(version: Version) -> Dialect:
    """The dialect that an Argo version reads."""
    for since, dialect in _DIALECTS:
        if version >= since:
            return dialect
    return _OLDEST
