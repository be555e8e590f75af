"""Reads the path of the function `jsonpath()` as Argo 3.4 does, whose library knows less than later ones."""

from __future__ import annotations

from argolint.expressions.jsonpath.steps import Piece, Refused, Step
from argolint.expressions.whole_numbers import whole_number

_SHORTEST_BRACKETS = 3
_LATER = "this works since Argo 3.5"


def read(text: str) -> list[Step]:
    """The steps of a path; raises Refused where the library does, or fails with any document."""
    path = Piece(text, 0)
    if text[:1] not in ("$", "@"):
        raise Piece(text[:1], 0).problem("the path does not begin with `$`", "write `$.KEY`")
    root = Step("root" if text[0] == "$" else "current", 0, 1)
    return [root, *(step for token in _tokens(path) for step in _steps(token))]


def _tokens(path: Piece) -> list[Piece]:
    """What follows the root, cut behind brackets and in front of points; `*` stands for every `..`."""
    text = path.text
    found: list[Piece] = []
    begin = 1
    in_brackets = False
    for at in range(1, len(text)):
        sign = text[at]
        if sign == "." and (begin == at or (begin == at - 1 and text[begin] == ".")):
            if begin < at:
                found.append(Piece("*", at - 1))
                begin = at
            continue
        in_brackets = in_brackets or sign == "["
        if sign == "]" and in_brackets and text[at - 1] != "\\":
            found.append(path.cut(begin, at + 1))
            begin = at + 1
            in_brackets = False
        elif sign == "." and not in_brackets:
            found.append(path.cut(begin, at))
            begin = at
    if begin < len(text):
        found.append(path.cut(begin))
    return [token.cut(1) if token.text.startswith(".") else token for token in found]


def _steps(token: Piece) -> list[Step]:
    if token.text in ("*", "$"):
        what = "`*` and `..` do" if token.text == "*" else "`$` in the middle does"
        raise token.problem(f"{what} not work before Argo 3.5", "name each key, or take a newer Argo")
    name, bracket, _ = token.text.partition("[")
    key = Step("key", token.start, token.start + len(name), name)
    if not bracket:
        return [key]
    subscript = _subscript(token.cut(len(name)))
    return [key, subscript] if name or subscript.kind == "filter" else [subscript]


def _subscript(brackets: Piece) -> Step:
    if len(brackets.text.encode()) < _SHORTEST_BRACKETS:
        raise brackets.problem("the brackets are empty or never closed", "write an index, such as `[0]`")
    inner = brackets.cut(1, -1)
    start, end = brackets.start, brackets.end
    if "?" in inner.text:
        if not (inner.text.startswith("?(") and inner.text.endswith(")")):
            raise inner.problem("a filter needs parentheses", "write `[?(CONDITION)]`")
        return Step("filter", start, end, inner.text[2:-1])
    if ":" in inner.text:
        _check_slice(inner)
        return Step("slice", start, end)
    if inner.text == "*":
        return Step("slice", start, end)
    numbers = [whole_number(part.strip(" ")) for part in inner.text.split(",")]
    if None in numbers:
        raise _no_index(inner)
    return Step("index", start, end, inner.text) if len(numbers) == 1 else Step("union", start, end)


def _check_slice(inner: Piece) -> None:
    bounds = inner.text.split(":")
    if len(bounds) != 2:
        raise inner.problem("a slice has a beginning and an end, and no step", _LATER)
    last = bounds[1].strip(" ")
    if last and whole_number(last) is None:
        raise inner.problem(f"`{last}` is no end of a slice", "write a whole number")


def _no_index(inner: Piece) -> Refused:
    if inner.text[:1] in ("'", '"'):
        return inner.problem("keys in quotes do not work before Argo 3.5", "write the key behind a point")
    return inner.problem(f"`{inner.text}` is no index", "write whole numbers with `,` between them")
