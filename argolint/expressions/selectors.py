"""Label selectors as Kubernetes reads them; the conditions of a `resource` template are written alike."""

from __future__ import annotations

from typing import NamedTuple

from argolint.expressions.labels import is_label_key, is_label_value
from argolint.expressions.result import Problem
from argolint.expressions.whole_numbers import whole_number
from argolint.patterns import lazy_pattern

# A byte of zero ends the text for Kubernetes, but one right behind a word or sign is swallowed with it.
_TOKEN = lazy_pattern(
    r"[ \t\r\n]*(?:(?:(?P<sign>==|!=|[=!(),<>])|(?P<word>[^=!(),<> \t\r\n\0]+))\0?|(?P<end>(?=\0)|\Z))"
)
_EXACT = frozenset({"=", "==", "!="})
_ORDER = frozenset({">", "<"})
_LISTED = frozenset({"in", "notin"})
_JOINS = dict.fromkeys(("||", "or", "OR"), "there is no or but between values, as in `a in (b, c)`")
_OPERATORS = "`=`, `==`, `!=`, `in`, `notin`, `>` and `<`"
_INSTEAD = {"IN": "in", "In": "in", "NotIn": "notin", "NOTIN": "notin", "not": "notin", "exists": ""}


class Requirement(NamedTuple):
    """One part of a selector: `operator` is `exists` or `!` where only the key counts."""

    key: str
    operator: str
    values: tuple[str, ...]
    start: int
    end: int


class Selector(NamedTuple):
    """What a selector asks for, in its order; an empty one takes everything."""

    requirements: tuple[Requirement, ...]
    problems: tuple[Problem, ...]


class _Token(NamedTuple):
    text: str
    start: int
    end: int
    is_word: bool


class _RefusedError(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def parse(text: str) -> Selector:
    """Read a selector; the first mistake in its form is told, and each key and value that is no label."""
    reader = _Reader(text)
    try:
        reader.read()
    except _RefusedError as refused:
        reader.problems.append(refused.problem)
    problems = sorted(reader.problems, key=lambda problem: problem.start)
    return Selector(tuple(reader.requirements), tuple(problems))


class _Reader:
    def __init__(self, text: str) -> None:
        self.requirements: list[Requirement] = []
        self.problems: list[Problem] = []
        self._tokens = _tokens(text)
        self._at = 0

    def read(self) -> None:
        if not self._next.text:
            return
        while True:
            self._requirement()
            separator = self._take()
            if not separator.text and not separator.is_word:
                return
            if separator.text != ",":
                hint = _JOINS.get(separator.text, "join the parts by `,`, which means and")
                raise _refused(separator, "a comma is missing before", hint)
            if not (self._next.is_word or self._next.text == "!"):
                raise _refused(self._next, "a key is missing before", "name a label, or take the comma away")

    @property
    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _take(self) -> _Token:
        token = self._tokens[self._at]
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return token

    def _requirement(self) -> None:
        key = first = self._take()
        absent = first.text == "!" and not first.is_word
        if absent:
            key = self._take()
        if not key.is_word:
            raise _refused(key, "a key is missing before", "name a label")
        if not is_label_key(key.text):
            message = f"`{key.text}` is no key of a label"
            self.problems.append(Problem(key.start, key.end, message, _KEY_HELP))
        if absent or (not self._next.is_word and self._next.text in ("", ",")):
            self._add(key, "!" if absent else "exists", (), first, key)
            return
        operator = self._take()
        values, last = self._values(operator)
        self._add(key, operator.text, values, first, last)

    def _values(self, operator: _Token) -> tuple[tuple[str, ...], _Token]:
        if operator.is_word and operator.text in _LISTED:
            return self._listed(operator)
        if operator.is_word or operator.text not in _EXACT | _ORDER:
            raise _no_operator(operator)
        if not self._next.is_word and self._next.text in ("", ","):
            values, last = ("",), operator
        else:
            last = self._take()
            if not last.is_word:
                hint = f"write one value behind `{operator.text}`"
                if operator.text in _ORDER and last.text.startswith("="):
                    hint = f"write `{operator.text}` alone and the next whole number"
                raise _refused(last, "a value is missing before", hint)
            values = (last.text,)
        if operator.text in _ORDER and whole_number(values[0]) is None:
            message = f"`{operator.text}` compares with a whole number, not with `{values[0]}`"
            self.problems.append(Problem(last.start, last.end, message, "write a whole number"))
            return values, last
        self._check(last, values[0])
        return values, last

    def _listed(self, operator: _Token) -> tuple[tuple[str, ...], _Token]:
        opening = self._take()
        if opening.is_word or opening.text != "(":
            hint = f"list the values, as in `{operator.text} (a, b)`"
            raise _refused(opening, "a parenthesis is missing before", hint)
        values: set[str] = set()
        due = True
        while True:
            token = self._take()
            if token.is_word and due:
                values.add(token.text)
                self._check(token, token.text)
            elif not token.is_word and token.text in (",", ")"):
                if due:
                    values.add("")
                if token.text == ")":
                    return tuple(sorted(values)), token
            else:
                raise _refused(token, "a `,` or `)` is missing before", "close the list of values")
            due = not token.is_word

    def _check(self, token: _Token, value: str) -> None:
        if not is_label_value(value):
            message = f"`{value}` is no value of a label"
            hint = "take the quotes away" if value[:1] in ("'", '"') else _VALUE_HELP
            self.problems.append(Problem(token.start, token.end, message, hint))

    def _add(self, key: _Token, operator: str, values: tuple[str, ...], first: _Token, last: _Token) -> None:
        self.requirements.append(Requirement(key.text, operator, values, first.start, last.end))


_KEY_HELP = "write at most 63 letters, digits, `-`, `_` and `.`, perhaps behind a domain and `/`"
_VALUE_HELP = "write at most 63 letters, digits, `-`, `_` and `.`, a letter or digit first and last"


def _tokens(text: str) -> list[_Token]:
    found = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "end"
        found.append(_Token(match[kind], match.start(kind), match.end(kind), kind == "word"))
        if kind == "end":
            break
    return found


def _refused(token: _Token, message: str, help: str) -> _RefusedError:
    shown = f"`{token.text}`" if token.text else "the end"
    return _RefusedError(Problem(token.start, token.end, f"{message} {shown}", help))


def _no_operator(token: _Token) -> _RefusedError:
    if not token.text:
        return _refused(token, "an operator is missing before", f"the operators are {_OPERATORS}")
    better = _INSTEAD.get(token.text)
    hint = f"the operators are {_OPERATORS}"
    if better is not None:
        hint = f"write `{better}`" if better else "take it away; the key alone asks whether it exists"
    return _RefusedError(Problem(token.start, token.end, f"`{token.text}` is no operator", hint))
