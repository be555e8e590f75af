"""The tokens of an expression."""

from __future__ import annotations

from typing import Final, NamedTuple

END, NAME, NUMBER, TEXT, BYTES, OPERATOR, BRACKET = range(7)


class Token(NamedTuple):
    """One token; the value of a text is what its quotes mean, of anything else what is written."""

    kind: int
    value: str
    start: int
    end: int


WORD_OPERATORS: Final = frozenset({"not", "in", "or", "and", "matches", "contains", "startsWith", "endsWith", "let"})
MODERN_WORD_OPERATORS: Final = WORD_OPERATORS | {"if", "else"}

UNARY: Final = {"not": 50, "!": 50, "-": 90, "+": 90}
"""How tightly an operator holds the operand behind it."""

BINARY: Final = {
    "|": 0,
    "or": 10, "||": 10,
    "and": 15, "&&": 15,
    "==": 20, "!=": 20, "<": 20, ">": 20, ">=": 20, "<=": 20,
    "in": 20, "matches": 20, "contains": 20, "startsWith": 20, "endsWith": 20,
    "..": 25,
    "+": 30, "-": 30,
    "*": 60, "/": 60, "%": 60,
    "**": 100, "^": 100,
    "??": 500,
}  # fmt: skip
"""How tightly an operator holds its two operands."""

RIGHT_FIRST: Final = frozenset({"**", "^"})
ORDERING: Final = frozenset({"<", ">", "<=", ">="})
NEGATABLE: Final = frozenset({"in", "matches", "contains", "startsWith", "endsWith"})

USED: Final = frozenset({*BINARY, *UNARY, *MODERN_WORD_OPERATORS, *("?", "?.", ":", "::", ",", ";", ".", "#", "=")})
"""Every operator that has a meaning somewhere."""
