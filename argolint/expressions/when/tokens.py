"""What a `when` is made of, and which part may follow which."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Kind(Enum):
    """The sorts of tokens; `WILD` is one of unknown text and `BROKEN` one that could not be read."""

    START = "start"
    NUMBER = "number"
    BOOLEAN = "boolean"
    TEXT = "text"
    PATTERN = "pattern"
    TIME = "time"
    WORD = "word"
    FIELD = "field"
    PREFIX = "prefix"
    ARITHMETIC = "arithmetic"
    COMPARISON = "comparison"
    LOGIC = "logic"
    CHOICE = "choice"
    COMMA = "comma"
    OPEN = "open"
    CLOSE = "close"
    WILD = "wild"
    BROKEN = "broken"

    # Kinds are looked up for each token, and the hash of enumerations is a function in Python.
    __hash__ = object.__hash__


class Token(NamedTuple):
    """One token: `value` is what it means (a number, a truth value, a text, an operator)."""

    kind: Kind
    value: float | bool | str
    start: int
    end: int
    known: bool = True
    """Whether nothing in it waits for a value."""


OPERANDS = frozenset(
    {Kind.NUMBER, Kind.BOOLEAN, Kind.TEXT, Kind.PATTERN, Kind.TIME, Kind.WORD, Kind.FIELD}
)  # fmt: skip
OPERATORS = frozenset({Kind.ARITHMETIC, Kind.COMPARISON, Kind.LOGIC, Kind.CHOICE, Kind.COMMA})

PREFIXES = frozenset({"-", "!", "~"})
SYMBOLS = {
    **dict.fromkeys(("+", "-", "*", "/", "%", "**", "&", "|", "^", ">>", "<<"), Kind.ARITHMETIC),
    **dict.fromkeys(("&&", "||"), Kind.LOGIC),
    **dict.fromkeys(("==", "!=", ">", ">=", "<", "<=", "=~", "!~"), Kind.COMPARISON),
    **dict.fromkeys(("?", ":", "??"), Kind.CHOICE),
}

_PLAIN = frozenset({Kind.NUMBER, Kind.BOOLEAN, Kind.WORD, Kind.TEXT})
_STARTING = _PLAIN | {Kind.PREFIX, Kind.FIELD, Kind.OPEN}
_ENDING = OPERATORS | {Kind.CLOSE}

FOLLOWERS: dict[Kind, frozenset[Kind]] = {
    Kind.START: _STARTING | {Kind.TIME},
    Kind.OPEN: _STARTING | {Kind.TIME, Kind.CLOSE},
    Kind.CLOSE: _ENDING | _PLAIN | {Kind.TIME, Kind.PATTERN, Kind.OPEN},
    Kind.NUMBER: _ENDING,
    Kind.BOOLEAN: _ENDING,
    Kind.TEXT: _ENDING,
    Kind.WORD: _ENDING,
    Kind.TIME: _ENDING - {Kind.CHOICE},
    Kind.PATTERN: _ENDING - {Kind.CHOICE},
    Kind.FIELD: _ENDING | {Kind.OPEN},
    Kind.PREFIX: (_STARTING - {Kind.PREFIX, Kind.TEXT}) | {Kind.CLOSE},
    Kind.ARITHMETIC: _STARTING | {Kind.CLOSE},
    Kind.COMPARISON: _STARTING | {Kind.CLOSE, Kind.TIME, Kind.PATTERN},
    Kind.LOGIC: _STARTING | {Kind.CLOSE, Kind.TIME},
    Kind.CHOICE: _STARTING | {Kind.TIME},
    Kind.COMMA: _STARTING | {Kind.TIME},
}
"""Govaluate refuses a text by this table alone: allowed neighbours with as many `(` as `)` parse."""

UNFINISHED = OPERATORS | {Kind.START, Kind.PREFIX, Kind.OPEN}
"""The tokens that cannot be last."""
