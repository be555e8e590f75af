"""Reads a `when`: tokens, the check of neighbours, and the tree."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions import regexes
from argolint.expressions.result import Problem
from argolint.expressions.when import neighbours
from argolint.expressions.when.lexing import Lexer
from argolint.expressions.when.planning import plan
from argolint.expressions.when.tokens import Kind, Token

if TYPE_CHECKING:
    from argolint.expressions.when.tree import Node

_MATCHES = frozenset({"=~", "!~"})


class When(NamedTuple):
    """A `when` as it was read; an empty text has no tokens, no tree and no problems, and is true."""

    text: str
    tokens: tuple[Token, ...]
    tree: Node | None
    """None where there are problems, or where an unknown part may be more than one operand."""
    problems: tuple[Problem, ...]
    words_are_texts: bool


def parse(text: str, *, words_are_texts: bool = True) -> When:
    """Read a filled `when`; in that of a CronWorkflow, `words_are_texts` false, bare words have no value."""
    if not text:
        return When(text, (), None, (), words_are_texts)
    lexer = Lexer(text)
    lexer.read()
    quoted = _with_patterns(lexer.tokens, frozenset({Kind.TEXT}))
    # Argo checks the neighbours in a step once more, when quoted patterns are patterns and words are texts.
    checked = quoted if words_are_texts else lexer.tokens
    tokens = _with_patterns(quoted, frozenset({Kind.WORD})) if words_are_texts else quoted
    problems = [*lexer.problems, *neighbours.problems(text, checked, words_are_texts), *_bad_patterns(tokens)]
    problems.sort(key=lambda problem: problem.start)
    tree = plan(tokens) if not problems and neighbours.are_certain(checked) else None
    return When(text, tuple(tokens), tree, tuple(problems), words_are_texts)


def _with_patterns(tokens: list[Token], kinds: frozenset[Kind]) -> list[Token]:
    """The tokens, known ones of some kinds directly behind `=~` and `!~` made patterns."""
    made = list(tokens)
    for at, (before, token) in enumerate(pairwise(tokens), 1):
        if before.kind is Kind.COMPARISON and before.value in _MATCHES and token.kind in kinds and token.known:
            made[at] = token._replace(kind=Kind.PATTERN)
    return made


def _bad_patterns(tokens: list[Token]) -> list[Problem]:
    found = []
    for token in tokens:
        if token.kind is Kind.PATTERN and (reason := regexes.fault(str(token.value))) is not None:
            message = f"`{token.value}` is no regular expression: {reason}"
            found.append(Problem(token.start, token.end, message, regexes.MENDING))
    return found
