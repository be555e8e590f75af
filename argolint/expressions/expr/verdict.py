"""Judges an expression in its surroundings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from argolint.expressions.expr import complaints
from argolint.expressions.expr.checker import compile_types
from argolint.expressions.expr.folding import Constant, fold
from argolint.expressions.expr.sprig import sprig_failures
from argolint.expressions.expr.types import UNKNOWN, Type

if TYPE_CHECKING:
    from argolint.expressions.expr.environments import Environment
    from argolint.expressions.expr.expression import Expression
    from argolint.expressions.result import Problem


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of an expression where it stands."""

    type: Type
    constant: Constant | None
    """What it always gives, where its text alone decides that."""

    problems: tuple[Problem, ...]
    """What the grammar, the compiler or the field that takes the value refuses."""

    failures: tuple[Problem, ...]
    """What compiles and fails whenever the run reaches it."""


def check(expression: Expression, environment: Environment) -> Verdict:
    """Check the names, types and calls of an expression; one without a tree has only its own problems."""
    if expression.tree is None:
        return Verdict(UNKNOWN, None, expression.problems, ())
    of, problems = compile_types(expression, environment)
    if not problems and environment.result is not None and of.kind not in (environment.result, "any"):
        problems.append(complaints.result(expression.tree, of, environment.result))
    if problems:
        return Verdict(of, None, tuple(sorted(problems, key=lambda problem: problem.start)), ())
    failures = sprig_failures(expression) if environment.functions or environment.names is None else []
    value = fold(expression, environment.functions)
    if value is not None and not isinstance(value, Constant):
        failures.append(value)
        value = None
    return Verdict(of, value, (), tuple(failures))
