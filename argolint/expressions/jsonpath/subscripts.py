"""Reads what stands in the brackets of a path, as the library of Argo 3.5 and newer does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from argolint.expressions.jsonpath.steps import Piece, Refused, Step
from argolint.expressions.whole_numbers import whole_number

_Argument: TypeAlias = "int | str | Piece | None"
"""A whole number, a text, an expression in parentheses, or nothing in a slice."""

_SHORTEST_EXPRESSION = 3
_QUOTES = "'\""


@dataclass(slots=True)
class Subscript:
    """A step in brackets, and the expressions in it that are still to be checked."""

    step: Step
    expressions: list[Piece] = field(default_factory=list)


def read(token: Piece) -> Subscript:
    """The step of a token that begins with `[`; raises Refused where the library does."""
    if not token.text.endswith("]"):
        raise token.cut(0, 1).problem("`[` is never closed", "add `]`")
    inner = token.cut(1, -1).trimmed()
    if not inner.text:
        raise token.problem("the brackets are empty", "write an index, a quoted key, `*`, a slice or a filter")
    if inner.text == "*":
        return Subscript(Step("wildcard", token.start, token.end))
    if inner.text.startswith("?"):
        return _filter(token, inner)
    arguments = _Arguments(token, inner).read()
    return _classified(token, inner, arguments)


def _filter(token: Piece, inner: Piece) -> Subscript:
    if not inner.text.startswith("?(") or not inner.text.endswith(")"):
        raise inner.problem("a filter needs parentheses", "write `[?(CONDITION)]`")
    expression = inner.cut(2, -1).trimmed()
    return Subscript(Step("filter", token.start, token.end, expression.text), [expression])


class _Arguments:
    """Cuts the inside of brackets at `,` and `:` outside quotes and parentheses."""

    def __init__(self, token: Piece, inner: Piece) -> None:
        self.token = token
        self.inner = inner
        self.found: list[_Argument] = []
        self.buffer = ""
        self.quote = ""
        self.opened = self.closed = 0

    def read(self) -> list[_Argument]:
        """The arguments, with the separators between them as texts."""
        for at, sign in enumerate(self.inner.text):
            self.buffer += sign
            if sign == "(":
                self.opened += not self.quote
            elif sign == ")":
                self.closed += 1
                self._close_parenthesis(at)
            elif sign in _QUOTES:
                self._read_quote(sign)
            elif sign in ":, " and not self.quote and self.opened == self.closed:
                self._separate(sign, at)
        if len(self.buffer) >= _SHORTEST_EXPRESSION and self.buffer[0] == "(" and self.buffer[-1] == ")":
            self.found.append(self.inner.cut(len(self.inner.text) - len(self.buffer)))
        elif self.buffer:
            self._add(self.buffer)
        return self.found

    def _add(self, text: str) -> None:
        number = whole_number(text)
        self.found.append(text if number is None else number)

    def _close_parenthesis(self, at: int) -> None:
        if self.opened != self.closed:
            return
        if len(self.buffer) < _SHORTEST_EXPRESSION or not self.buffer.startswith("("):
            hint = "an expression in brackets is written `[(EXPRESSION)]`"
            raise self.inner.problem(f"`{self.buffer}` is no expression", hint)
        self.found.append(self.inner.cut(at + 1 - len(self.buffer), at + 1))
        self.buffer = ""

    def _read_quote(self, sign: str) -> None:
        if self.quote not in ("", sign) or self.opened != self.closed:
            return
        if self.buffer[-2:-1] == "\\":
            self.buffer = self.buffer[:-2] + sign
        elif not self.quote:
            if self.buffer != sign:
                raise self.inner.problem(f"a quote stands in the middle of `{self.inner.text}`", _FORMS)
            self.quote = sign
        else:
            self.quote = ""
            self.found.append(self.buffer)
            self.buffer = ""

    def _separate(self, sign: str, at: int) -> None:
        if sign == " ":
            self.buffer = Piece(self.buffer, 0).trimmed().text
            return
        before = self.buffer[:-1]
        if before:
            if sign == ":" and whole_number(before) is None:
                raise self.inner.problem(f"`{before}` is no end of a slice", "slices are written `[FROM:TO]`")
            self._add(before)
        elif sign == ":" and at == 0:
            self.found.append(None)
        self.found.append(sign)
        self.buffer = ""


_FORMS = "write an index, a key in quotes, or several with `,` between them"


def _is_key(argument: _Argument) -> bool:
    if not isinstance(argument, str) or len(argument) < 2:
        return False
    return argument[0] in _QUOTES and argument[-1] == argument[0]


def _classified(token: Piece, inner: Piece, arguments: list[_Argument]) -> Subscript:
    if len(arguments) == 1:
        return _single(token, inner, arguments[0])
    colons, commas = arguments.count(":"), arguments.count(",")
    values = _values(arguments)
    if commas and not colons and commas < len(values):
        return _union(token, inner, values)
    if colons in (1, 2) and not commas:
        return _slice(token, inner, values)
    raise _unknown_form(inner)


def _single(token: Piece, inner: Piece, argument: _Argument) -> Subscript:
    if isinstance(argument, int):
        return Subscript(Step("index", token.start, token.end, str(argument)))
    if isinstance(argument, Piece):
        expression = argument.cut(1, -1)
        return Subscript(Step("script", token.start, token.end, expression.text), [expression])
    if isinstance(argument, str) and _is_key(argument):
        return Subscript(Step("key", token.start, token.end, argument[1:-1]))
    raise _unknown_form(inner)


def _values(arguments: list[_Argument]) -> list[_Argument]:
    """The arguments without separators; nothing stands for what two colons leave out."""
    values: list[_Argument] = []
    after_colon = False
    for argument in arguments:
        if argument == ":":
            if after_colon:
                values.append(None)
            after_colon = True
            continue
        after_colon = False
        if argument != ",":
            values.append(argument)
    return values


def _union(token: Piece, inner: Piece, values: list[_Argument]) -> Subscript:
    for value in values:
        if not isinstance(value, (int, Piece)) and not _is_key(value):
            raise _unknown_form(inner)
    return Subscript(Step("union", token.start, token.end), _expressions(values))


def _slice(token: Piece, inner: Piece, values: list[_Argument]) -> Subscript:
    if any(isinstance(value, str) for value in values[:3]):
        raise inner.problem(f"`{inner.text}` is no slice", "the ends of a slice are whole numbers")
    return Subscript(Step("slice", token.start, token.end), _expressions(values[:3]))


def _expressions(values: list[_Argument]) -> list[Piece]:
    return [value.cut(1, -1) for value in values if isinstance(value, Piece)]


def _unknown_form(inner: Piece) -> Refused:
    text = inner.text
    if text.replace("-", "").replace("_", "").isalnum():
        return inner.problem(f"the key `{text}` stands in brackets without quotes", f"write `['{text}']`")
    return inner.problem(f"`{text}` is no index, key, slice or filter", _FORMS)
