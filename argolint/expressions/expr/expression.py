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
from argolint.expressions.expr.parser import Stop, build

if TYPE_CHECKING:
    from argolint.expressions.expr.tree import Node
    from argolint.expressions.result import Problem
    from argolint.schema.versions import Version


@dataclass(frozen=True, slots=True)
class Expression:
    """What one Argo version reads in a text; `tree` is None exactly where there are problems."""

    text: str
    version: Version
    tree: Node | None
    names: tuple[Name, ...]
    problems: tuple[Problem, ...]


@lru_cache(maxsize=4096)
def parse(text: str, version: Version) -> Expression:
    """Read a text as an expression; any text is taken, and every certain mistake is told, the first one first."""
    dialect = dialect_of(version)
    tokens, problems = scan(text, dialect)
    problems += wording.foreign(text, tokens)
    tree: Node | None = None
    try:
        tree = build(text, tokens, dialect, builtins(version))
    except Stop as stop:
        problems.append(stop.problem)
    if tree is None or problems:
        return Expression(text, version, None, (), _in_order(problems))
    return Expression(text, version, tree, names_in(tree), ())


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """The problems by place, without those that lie within an earlier one."""
    kept: list[Problem] = []
    for problem in sorted(problems, key=lambda problem: (problem.start, -problem.end)):
        if not kept or problem.start >= kept[-1].end:
            kept.append(problem)
    return tuple(kept)
