"""Reads the path of the function `jsonpath()` in expressions.

A scanner of its own and no grammar, for the libraries have none: they cut a path at points and brackets while
counting quotes and parentheses, and some counts go on across a cut.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from argolint.expressions.jsonpath import early, filters, subscripts
from argolint.expressions.jsonpath.steps import UNKNOWN, Piece, Refused, Selector, Step
from argolint.expressions.unknown import known_length
from argolint.patterns import lazy_pattern
from argolint.schema.versions import Version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.expressions.result import Problem

_NEW_LIBRARY = Version(3, 5)
_ROOTS = {"$": "root", "@": "current"}
_LISTS = frozenset(("wildcard", "recursive", "filter", "union", "slice"))
_PICKS = frozenset(("index", "script", "length", "union", "slice"))
_NAME_WITH_OPERATOR = lazy_pattern(r"in\w+")
_MOST_WORK = 50
"""How many times its length a path within paths is read before the rest of it is taken on trust."""


def parse(text: str, version: Version) -> Selector:
    """Read a path as a release of Argo does; with placeholders in it, only what precedes them is blamed."""
    known = known_length(text)
    tokens: list[Piece] = []
    try:
        if version < _NEW_LIBRARY:
            steps = early.read(text)
        else:
            steps = []
            for token in _tokens(Piece(text, 0)):
                tokens.append(token)
                steps.append(_checked_step(token, text))
    except Refused as refused:
        detected = tokens[-1].end if tokens else refused.problem.end
        return Selector((), UNKNOWN, _certain(refused.problem, detected, known))
    if known <= len(text):
        return Selector((), UNKNOWN, ())
    return Selector(tuple(steps), _type(steps), ())


def _certain(problem: Problem, detected: int, known: int) -> tuple[Problem, ...]:
    return (problem,) if detected < known else ()


def _type(steps: list[Step]) -> str:
    kinds = [step.kind for step in steps]
    for kind, following in zip(kinds, [*kinds[1:], ""], strict=True):
        if kind in _LISTS and following not in _PICKS:
            return "array"
    return "int" if kinds[-1] == "length" else UNKNOWN


def _checked_step(token: Piece, text: str) -> Step:
    """The step of a token; the paths in its expressions, and in theirs, are checked too."""
    step, expressions = _step(token)
    waiting = deque(expressions)
    work = len(text) * _MOST_WORK
    while waiting and work > 0:
        expression = waiting.popleft()
        work -= len(expression.text)
        for path in filters.paths(expression):
            work -= len(path.text)
            waiting.extend(_expressions_of(path, text))
    return step


def _expressions_of(path: Piece, text: str) -> list[Piece]:
    name = _NAME_WITH_OPERATOR.match(text, path.end)
    if name is not None and path.text.endswith("."):
        hint = f"write `['{name[0]}']` for `.{name[0]}`"
        whole = Piece(text[path.start : name.end()], path.start)
        raise whole.problem(f"the library reads the `in` of `{name[0]}` as an operator", hint)
    return [expression for inner in _tokens(path) for expression in _step(inner)[1]]


def _step(token: Piece) -> tuple[Step, list[Piece]]:
    point = Piece(".", token.start - 1)
    token = token.trimmed()
    text = token.text
    if not text:
        raise point.problem("a name is missing behind a `.`", "name a key, or take the `.` away")
    if text.startswith("["):
        subscript = subscripts.read(token)
        return subscript.step, subscript.expressions
    kind = _ROOTS.get(text) or {"*": "wildcard", "..": "recursive", "length": "length"}.get(text, "key")
    return Step(kind, token.start, token.end, text if kind == "key" else ""), []


def _tokens(path: Piece) -> Iterator[Piece]:
    """A path cut into its root, its names without points, and its brackets."""
    _check_beginning(path)
    yield path.cut(0, 1)
    text = path.text
    begin = 1
    quotes = parentheses = brackets = 0
    """How many quotes, and how many more opening than closing signs; `brackets` never starts anew."""
    for at in range(1, len(text)):
        sign = text[at]
        if begin == at:
            quotes = parentheses = 0
        quotes += sign == "'"
        parentheses += (sign == "(") - (sign == ")")
        brackets += (sign == "[") - (sign == "]")
        if sign == "." and (begin == at or (begin == at - 1 and text[begin] == ".")):
            if begin < at:
                yield path.cut(begin, at + 1)
                begin = at + 1
            continue
        token_end = _token_end(text, begin, at, quotes % 2 == 1 or parentheses != 0, brackets)
        if token_end is not None:
            yield path.cut(begin + text.startswith(".", begin), token_end)
            begin = token_end
    if begin < len(text):
        yield path.cut(begin + text.startswith(".", begin))


def _token_end(text: str, begin: int, at: int, inside: bool, brackets: int) -> int | None:
    """Where the token that began at `begin` ends, if the sign at `at` tells so."""
    sign = text[at]
    opening = begin + text.startswith(".", begin)
    in_brackets = opening < at and text[opening] == "["
    if sign == "[":
        return None if in_brackets or opening >= at else at
    if in_brackets:
        return at + 1 if sign == "]" and not inside and brackets == 0 else None
    return at if sign == "." and not inside else None


def _check_beginning(path: Piece) -> None:
    text = path.text
    if text[:1] not in ("$", "@"):
        bare = text.strip("{} ").lstrip("$")
        hint = f"write `${bare}`" if bare.startswith((".", "[")) else f"write `$.{bare}`" if bare else "write `$`"
        raise Piece(text[:1], path.start).problem("the path does not begin with `$`", hint)
    if text[1:2] not in ("", ".", "["):
        hint = f"write `{text[0]}.{text[1:]}`"
        raise path.cut(0, 2).problem(f"`{text[1]}` cannot follow `{text[0]}`", hint)
