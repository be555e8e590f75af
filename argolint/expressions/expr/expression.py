"""An expression as its text tells: the tree, the names it uses, the mistakes of its grammar."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from argolint.expressions.expr import wording
from argolint.expressions.expr.dialects import dialect_of
from argolint.expressions.expr.functions import builtins
from argolint.expressions.expr.lexer import scan
from argolint.expressions.expr.names import Name, names_in
from argolint.expressions.expr.parser import build
from argolint.expressions.unknown import is_filled_in, known_length

if TYPE_CHECKING:
    from argolint.expressions.expr.tree import Node
    from argolint.expressions.result import Problem
    from argolint.schema.versions import Version


@dataclass(frozen=True, slots=True)
class Expression:
    """What one Argo version reads in a text; where there are problems there is no tree."""

    text: str
    version: Version
    tree: Node | None
    names: tuple[Name, ...]
    problems: tuple[Problem, ...]
    is_open: bool = False
    """What a tag will give stands outside quotes: there is no tree, and only what is before it counts."""


@lru_cache(maxsize=4096)
def parse(text: str, version: Version) -> Expression:
    """Read any text as an expression; every certain mistake of its grammar is told."""
    dialect = dialect_of(version)
    tokens, stray = scan(text, dialect)
    known = known_length(text)
    is_open = any(known <= problem.start and is_filled_in(text[problem.start : problem.start + 1]) for problem in stray)
    tree, refused = build(text, tokens, dialect, builtins(version))
    problems = _certain(text, stray, refused) + wording.foreign(text, tokens)
    if is_open:
        before = [problem for problem in problems if problem.end < known]
        return Expression(text, version, None, (), _in_order(before), is_open=True)
    if tree is None or problems:
        told = [wording.at_its_opening(problem, tokens) for problem in problems]
        return Expression(text, version, None, (), _in_order(told))
    return Expression(text, version, tree, names_in(tree), ())


def _certain(text: str, stray: list[Problem], refused: Problem | None) -> list[Problem]:
    """The problems of tokens and of grammar that do not just follow from each other.

    A character that is no token makes a hole, so the grammar counts only before the first one. What the
    grammar refuses may be a misplaced quote: a string open to the very end does not count then.
    """
    if refused is None:
        return stray
    if stray and (stray[0].start <= refused.start or wording.shows_at_the_end(refused)):
        return stray
    return [refused, *(problem for problem in stray if problem.end < len(text))]


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """The problems by place, without those that lie within an earlier one."""
    kept: list[Problem] = []
    for problem in sorted(problems, key=lambda problem: (problem.start, -problem.end)):
        if not kept or problem.start >= kept[-1].end:
            kept.append(problem)
    return tuple(kept)
