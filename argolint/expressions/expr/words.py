"""Tells of each token which word of the grammar it is: that depends on its neighbours, on the bracket around it, on
the function that is called and on the release."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.expressions.expr.numbers import read_number
from argolint.expressions.expr.tokens import (
    BRACKET,
    BYTES,
    END,
    NAME,
    NEGATABLE,
    NUMBER,
    OPERATOR,
    ORDERING,
    TEXT,
    Token,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argolint.expressions.expr.dialects import Dialect
    from argolint.expressions.expr.functions import Edition


class Word(NamedTuple):
    """A token with the name that the grammar has for it."""

    kind: str
    value: str
    start: int
    end: int
    last_end: int
    """Where the word in front of it ends."""
    next_start: int
    """Where the word behind it begins."""


OPERATORS: Final = {
    "|": "PIPE", "or": "OR", "||": "OR", "and": "AND", "&&": "AND", "==": "COMPARE", "!=": "COMPARE",
    **dict.fromkeys(ORDERING, "ORDER"), **dict.fromkeys(NEGATABLE, "NEGATABLE"), "..": "RANGE",
    "+": "SIGN", "-": "SIGN", "*": "TIMES", "/": "TIMES", "%": "TIMES", "**": "POWER", "^": "POWER", "??": "DEFAULT",
}  # fmt: skip
"""The word for each operator between two operands."""

_SIGNS: Final = {
    **OPERATORS, "not": "NOT", "!": "BANG", "let": "LET", "if": "IF", "else": "ELSE", "=": "ASSIGN", "::": "GLOBAL",
    "?": "QUESTION", "?.": "OPTIONAL", ":": "COLON", ",": "COMMA", ";": "SEMICOLON", "#": "POINTER", ".": "DOT",
}  # fmt: skip
_BRACKETS: Final = {"(": "OPEN", "[": "LEFT_BRACKET", "{": "LEFT_BRACE"}
_CLOSERS: Final = {")": "CLOSE", "]": "RIGHT_BRACKET", "}": "RIGHT_BRACE"}
OPENING: Final = frozenset({*_BRACKETS.values(), "BLOCK", "BODY"})
CLOSING: Final = frozenset(_CLOSERS.values())
_CONSTANTS: Final = frozenset({"true", "false", "nil"})
PREDICATE_CALLS: Final = {(1, 2): "COUNTER", (2, 2): "FILTER", (2, 3): "SORTER"}
"""The word for a function with a predicate, by the least and most of its arguments."""
ASKING: Final = frozenset(PREDICATE_CALLS.values())

VALUES: Final = frozenset((
    "NAME", "NUMBER", "UNREADABLE", "CONSTANT", "TEXT", "PLAIN_TEXT", "BYTES", "POINTER", "MEMBER", "LOST",
    *CLOSING,
))  # fmt: skip
"""Words that an operand may end with."""
_BEFORE_MEMBERS: Final = frozenset({"DOT", "OPTIONAL", "ELEMENT"})
STRAY: Final = "STRAY"
"""A word that no release takes where it stands, or not this one."""


class _Frame:
    """What is open: a bracket, or the whole text."""

    __slots__ = ("inside", "kind", "most", "place", "variables")

    def __init__(self, kind: str, inside: bool = False, most: int = 0, place: int = 0) -> None:
        self.kind = kind
        self.inside = inside
        """Whether it stands in a predicate."""
        self.most = most
        """How many arguments a call with a predicate takes at most; 0 for all else."""
        self.place = place
        self.variables = 0
        """How many `let` still want their `;`."""

    @property
    def asks(self) -> bool:
        """Whether what comes is part of a predicate."""
        return self.inside or (self.most > 0 and self.place == 1)


def words_of(tokens: list[Token], dialect: Dialect, builtins: Mapping[str, Edition]) -> list[Word]:
    """The words of an expression, one for each token but the END."""
    sorter = _Sorter(dialect, builtins)
    words = sorter.words
    last_end = 0
    for token, following in pairwise(tokens):
        sorter.before = kind = sorter.kind(token, following)
        _, value, start, end = token
        words.append(Word(kind, value, start, end, last_end, following.start))
        last_end = end
    return words


class _Sorter:
    """Reads token after token and keeps what the next ones depend on."""

    __slots__ = ("before", "builtins", "dialect", "frames", "negates", "words")

    def __init__(self, dialect: Dialect, builtins: Mapping[str, Edition]) -> None:
        self.dialect = dialect
        self.builtins = builtins
        self.frames = [_Frame("")]
        self.before = ""
        self.negates = False
        self.words: list[Word] = []

    def kind(self, token: Token, following: Token) -> str:
        """The word that a token is."""
        kind, value, _, _ = token
        if self.negates:
            self.negates = False
            if value in NEGATABLE:
                return "NEGATABLE"
        frame = self.frames[-1]
        if self.before in ("LEFT_BRACE", "COMMA") and frame.kind == "LEFT_BRACE":
            if kind in (NAME, TEXT, NUMBER):
                return "KEY"
            if kind != BRACKET or value not in ("(", "}"):
                return STRAY
        if kind == NAME:
            return self.name(value, following)
        if kind == OPERATOR:
            return self.operator(value, following, frame)
        if kind == BRACKET:
            return self.bracket(value, frame)
        if kind == NUMBER:
            return "UNREADABLE" if isinstance(read_number(value), str) else "NUMBER"
        return "BYTES" if kind == BYTES else "TEXT" if self.dialect.modern else "PLAIN_TEXT"

    def name(self, value: str, following: Token) -> str:
        before = self.before
        if before in _BEFORE_MEMBERS:
            return "MEMBER"
        if before in ("POINTER", "LET"):
            return "NAME"
        if value in _CONSTANTS and before not in ("PIPE", "GLOBAL"):
            return "CONSTANT"
        edition = self.builtins.get(value)
        if edition is None or following.value != "(" or following.kind != BRACKET:
            return "NAME"
        return "FUNCTION" if not edition.predicate else PREDICATE_CALLS[edition.least, edition.most or 0]

    def operator(self, value: str, following: Token, frame: _Frame) -> str:
        if self.before in _BEFORE_MEMBERS and value.isidentifier():
            return "MEMBER"
        kind = _SIGNS.get(value, STRAY)
        special = _SPECIAL.get(kind)
        return kind if special is None else special(self, following, frame)

    # ------------------------------------------------------------------ operators that depend on something

    def negation(self, _following: Token, _frame: _Frame) -> str:
        if self.before not in VALUES:
            return "NOT"
        self.negates = self.dialect.modern
        return "NOT" if self.dialect.modern else "LOST"

    def order(self, _following: Token, _frame: _Frame) -> str:
        return "ORDER" if self.dialect.modern else "COMPARE"

    def variable(self, _following: Token, frame: _Frame) -> str:
        frame.variables += 1
        return "LET"

    def choice(self, _following: Token, _frame: _Frame) -> str:
        return STRAY if self.before == "ELSE" and not self.dialect.else_if else "IF"

    def semicolon(self, following: Token, frame: _Frame) -> str:
        if self.dialect.modern:
            return "LAST" if following.kind == END else "SEMICOLON"
        frame.variables -= 1
        return "BIND" if frame.variables >= 0 else STRAY

    def comma(self, _following: Token, frame: _Frame) -> str:
        frame.place += 1
        return STRAY if frame.place == frame.most and not self.dialect.modern else "COMMA"

    def pointer(self, _following: Token, frame: _Frame) -> str:
        return "POINTER" if frame.asks else STRAY

    def dot(self, _following: Token, frame: _Frame) -> str:
        if self.before in VALUES:
            return "DOT"
        return "ELEMENT" if frame.asks else STRAY

    # ------------------------------------------------------------------ brackets

    def bracket(self, value: str, frame: _Frame) -> str:
        closer = _CLOSERS.get(value)
        if closer is not None:
            if len(self.frames) > 1:
                self.frames.pop()
            return STRAY if closer == "CLOSE" and self.before == "COMMA" and not self.dialect.modern else closer
        kind = _BRACKETS[value]
        if kind == "OPEN" and self.before in ASKING:
            self.frames.append(self.asking_frame(frame))
            return kind
        if kind == "LEFT_BRACE":
            kind = self.brace(frame)
        elif kind == "LEFT_BRACKET" and self.before == "OPTIONAL" and not self.dialect.modern:
            kind = STRAY
        self.frames.append(_Frame(kind, frame.asks))
        return kind

    def asking_frame(self, around: _Frame) -> _Frame:
        words = self.words
        piped = len(words) > 1 and words[-2].kind == "PIPE"
        return _Frame("OPEN", around.asks, self.builtins[words[-1].value].most or 0, int(piped))

    def brace(self, frame: _Frame) -> str:
        if frame.most and frame.place == 1 and self.before in ("OPEN", "COMMA"):
            return "BODY"
        return "BLOCK" if self.before in VALUES or self.before == "ELSE" else "LEFT_BRACE"


_SPECIAL: Final = {
    "NOT": _Sorter.negation,
    "ORDER": _Sorter.order,
    "LET": _Sorter.variable,
    "IF": _Sorter.choice,
    "SEMICOLON": _Sorter.semicolon,
    "COMMA": _Sorter.comma,
    "POINTER": _Sorter.pointer,
    "DOT": _Sorter.dot,
}
