"""How Argo picks task names out of a `depends` text, and whether the text is an expression at all."""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions.depends.reading import read
from argolint.expressions.depends.words import (
    ITEM_RESULTS,
    OPERATORS,
    RESULTS,
    UNUSABLE_NAMES,
    Fault,
    Operand,
    operands,
)
from argolint.expressions.result import Problem
from argolint.expressions.tags import DYNAMIC, PLACEHOLDER
from argolint.nearest import closest
from argolint.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.schema.versions import Version

__all__ = [
    "ITEM_RESULTS",
    "RESULTS",
    "UNUSABLE_NAMES",
    "Depends",
    "Fault",
    "Operand",
    "check",
    "operands",
    "parse",
]

_BEYOND = lazy_pattern(r"[=!]=|\?|;|//|/\*")
_KEYWORDS = UNUSABLE_NAMES | {"let", "if", "else", "matches", "contains", "startsWith", "endsWith"}


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
            yield _renamed(start, named) or problem._replace(start=start, end=end, help=problem.help or OPERATORS)


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


def check(text: str) -> Fault | None:
    """The first place at which a text stops being an expression of `&&`, `||`, `!`, parentheses and tasks.

    Argo hands the text to a larger language: comparisons and choices, which work there, are left alone.
    """
    if _BEYOND.search(text):
        return None
    found = read(text)
    return found if isinstance(found, Fault) else None
