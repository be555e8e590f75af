"""How Argo picks task names out of a `depends` text, and whether the text is an expression at all."""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions.result import Problem
from argolint.expressions.tags import DYNAMIC, PLACEHOLDER
from argolint.nearest import closest
from argolint.patterns import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from argolint.schema.versions import Version

RESULTS = (
    "Succeeded", "Failed", "Errored", "Skipped", "Omitted", "Daemoned", "AnySucceeded", "AllFailed",
)  # fmt: skip
ITEM_RESULTS = frozenset({"AnySucceeded", "AllFailed"})

_WORD = lazy_pattern(rf"(?P<name>[A-Za-z0-9{PLACEHOLDER}][-A-Za-z0-9{PLACEHOLDER}]*)(?:\.(?P<result>[A-Z][A-Za-z]+))?")
_NO_BLANKS = r"\x1c-\x1f"
"""Blanks to Python alone."""
_TOKEN = lazy_pattern(
    rf"[^\S{_NO_BLANKS}]*(?:(?P<operand>[-.\w{PLACEHOLDER}]+)|(?P<operator>&&|\|\||!|\(|\))|(?P<other>[\S{_NO_BLANKS}]))"
)
_BEYOND = lazy_pattern(r"[=!]=|\?|;|//|/\*")

_WORDS = {"and": "&&", "or": "||", "not": "!"}

UNUSABLE_NAMES = frozenset({"and", "false", "in", "nil", "not", "or", "true"})
"""Names that a task may have and no expression can hold, because they mean something of their own there."""


_OPERATORS = "the operators are `&&`, `||`, `!` and parentheses"
_KEYWORDS = UNUSABLE_NAMES | {"let", "if", "else", "matches", "contains", "startsWith", "endsWith"}


class Operand(NamedTuple):
    """A task named in a `depends` text, with the result asked of it; offsets are in the text."""

    name: str
    result: str | None
    start: int
    end: int


class Fault(NamedTuple):
    """Why a text is no `depends` expression, and where."""

    start: int
    end: int
    reason: str
    help: str


class Depends(NamedTuple):
    """What Argo makes of a `depends` text. Whether the tasks exist is not asked."""

    operands: tuple[Operand, ...]
    evaluated: str
    """The expression that decides: names without a result written out, hyphens made underscores."""

    problems: tuple[Problem, ...]


class _Piece(NamedTuple):
    """A name that was written out: its place in the evaluated text and in the given one."""

    start: int
    end: int
    operand: Operand


def parse(text: str, version: Version) -> Depends:
    """Read a filled `depends` as a version of Argo does: results, then the expression and what it gives."""
    named = operands(text)
    evaluated, pieces = _written_out(text, named)
    problems = list(_bad_results(named))
    if not problems and PLACEHOLDER not in text and DYNAMIC not in text:
        fault = check(text)
        if fault is not None:
            problems.append(Problem(fault.start, fault.end, fault.reason, fault.help))
        elif _BEYOND.search(text) or not all(map(_is_plain, named)):
            problems.extend(_expression_problems(evaluated, pieces, named, version))
    return Depends(tuple(named), evaluated, tuple(problems))


def _bad_results(named: list[Operand]) -> Iterator[Problem]:
    for operand in named:
        if operand.result is not None and operand.result not in RESULTS:
            message = f"`{operand.result}` is no result of a task"
            better = closest(operand.result, RESULTS)
            known = ", ".join(f"`{result}`" for result in RESULTS)
            help_ = f"write `{better}`" if better else f"known are {known}"
            yield Problem(operand.end - len(operand.result), operand.end, message, help_)


def _is_plain(operand: Operand) -> bool:
    """Whether a name certainly is one to the expression language as well."""
    return operand.name[0].isalpha() and operand.name not in _KEYWORDS


def _written_out(text: str, named: list[Operand]) -> tuple[str, list[_Piece]]:
    parts: list[str] = []
    pieces: list[_Piece] = []
    at = length = 0
    for operand in named:
        if operand.result is None:
            name = operand.name
            plain, full = text[at : operand.start], f"({name}.Succeeded || {name}.Skipped || {name}.Daemoned)"
            length += len(plain) + len(full)
            parts += plain, full
            pieces.append(_Piece(length - len(full), length, operand))
            at = operand.end
    return "".join([*parts, text[at:]]).replace("-", "_"), pieces


def _expression_problems(
    evaluated: str, pieces: list[_Piece], named: list[Operand], version: Version
) -> Iterator[Problem]:
    """What the compiler of the larger language says about the evaluated text, at places of the given one."""
    # Most texts need no more than `check`, so the larger language is loaded only here.
    from argolint.expressions import expr
    from argolint.expressions.expr.types import named as go_type

    results = go_type("map[string]bool")
    names = {operand.name.replace("-", "_"): results for operand in named}
    environment = expr.Environment(names, {}, "bool")
    end = 0
    for problem in expr.check(expr.parse(evaluated, version), environment).problems:
        start = _origin(problem.start, pieces)[0]
        if start >= end:
            end = _origin(max(problem.start, problem.end - 1), pieces)[1]
            yield _renamed(start, named) or problem._replace(start=start, end=end, help=problem.help or _OPERATORS)


def _renamed(start: int, named: list[Operand]) -> Problem | None:
    """A plainer word about a name that the language takes for something else."""
    at = bisect(named, start, key=lambda operand: operand.start) - 1
    if at < 0 or start >= named[at].end or _is_plain(named[at]):
        return None
    name = named[at].name
    what = "a number" if name[0].isdigit() else "a word of the expression language"
    message = f"`{name}` is read as {what}"
    return Problem(named[at].start, named[at].start + len(name), message, "give the task another name")


def _origin(offset: int, pieces: list[_Piece]) -> tuple[int, int]:
    """The place in the given text that an offset in the evaluated one comes from."""
    at = bisect(pieces, offset, key=lambda piece: piece.start) - 1
    if at < 0:
        return offset, offset + 1
    piece = pieces[at]
    if offset < piece.end:
        return piece.operand.start, piece.operand.end
    offset += piece.operand.end - piece.end
    return offset, offset + 1


def operands(text: str) -> list[Operand]:
    """Every task that a text names."""
    return [Operand(match["name"], match["result"], match.start(), match.end()) for match in _WORD.finditer(text)]


def check(text: str) -> Fault | None:
    """The first place at which a text stops being an expression of `&&`, `||`, `!`, parentheses and tasks.

    Argo hands the text to a larger language: comparisons and choices, which work there, are left alone.
    """
    if _BEYOND.search(text):
        return None
    at, depth, opened = 0, 0, 0
    due = True
    while (token := _TOKEN.match(text, at)) is not None:
        at = token.end()
        fault = _misplaced(token, due, depth)
        if fault is not None:
            return fault
        operator = token["operator"]
        if operator == "(":
            depth += 1
            opened = token.start("operator")
        elif operator == ")":
            depth -= 1
        elif operator != "!":
            due = operator is not None
    if due:
        return Fault(
            len(text.rstrip()),
            len(text.rstrip()),
            "a task is missing at its end",
            "name a task, or take the operator away",
        )
    if depth:
        return Fault(opened, opened + 1, "a parenthesis is never closed", "add the closing parenthesis")
    return None


def _misplaced(token: re.Match[str], due: bool, depth: int) -> Fault | None:
    if token["other"] is not None:
        start = token.start("other")
        return Fault(
            start,
            start + 1,
            f"`{token['other']}` is no operator",
            _OPERATORS,
        )
    kind = token.lastgroup or "operand"
    if kind == "operand" and (fault := _unreadable(token)) is not None:
        return fault
    start, end = token.start(kind), token.end(kind)
    word = token[kind]
    if kind == "operand" or word in "!(":
        if due:
            return None
        return Fault(start, end, f"an operator is missing before `{word}`", "join tasks by `&&` or `||`")
    if due:
        return Fault(start, end, f"a task is missing before `{word}`", "name a task, or take the operator away")
    if word == ")" and not depth:
        return Fault(start, end, "a parenthesis is closed that was never opened", "take it away")
    return None


def _unreadable(token: re.Match[str]) -> Fault | None:
    """What is wrong with a word in itself."""
    word = _WORD.fullmatch(token["operand"])
    start, end = token.span("operand")
    if word is None:
        help_ = "names of tasks hold letters, digits and hyphens"
        return Fault(start, end, f"`{token['operand']}` is no name of a task", help_)
    if word["name"] in UNUSABLE_NAMES:
        name = word["name"]
        operator = _WORDS.get(name) if word["result"] is None else None
        help_ = f"write `{operator}`" if operator else "give the task another name"
        return Fault(start, start + len(name), f"`{name}` is a word of the expression language", help_)
    return None
