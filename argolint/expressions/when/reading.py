"""Reads a `when`: tokens, the check of neighbours, and the tree."""

from __future__ import annotations

from dataclasses import dataclass, replace

from argolint.expressions import regexes
from argolint.expressions.result import Problem
from argolint.expressions.when import neighbours
from argolint.expressions.when.lexing import Lexer
from argolint.expressions.when.planning import plan
from argolint.expressions.when.tokens import Kind, Token
from argolint.expressions.when.tree import Node

_MATCHES = frozenset({"=~", "!~"})
_DEEPEST = 200


@dataclass(frozen=True, slots=True)
class When:
    """A `when` as it was read; an empty text has no tokens, no tree and no problems, and is true."""

    text: str
    tokens: tuple[Token, ...]
    tree: Node | None
    """None where there are problems, or where an unknown part may be more than one operand."""
    problems: tuple[Problem, ...]
    words_are_texts: bool


def parse(text: str, *, words_are_texts: bool = True) -> When:
    """Read a filled `when`; in that of a CronWorkflow (`words_are_texts` false) words without quotes have no value."""
    if not text:
        return When(text, (), None, (), words_are_texts)
    lexer = Lexer(text)
    lexer.read()
    tokens = _with_patterns(lexer.tokens, words_are_texts)
    problems = [*lexer.problems, *neighbours.problems(text, tokens, words_are_texts), *_bad_patterns(tokens)]
    problems.sort(key=lambda problem: problem.start)
    tree = plan(tokens) if not problems and neighbours.are_certain(tokens) else None
    return When(text, tuple(tokens), tree, tuple(problems), words_are_texts)


def _with_patterns(tokens: list[Token], words_are_texts: bool) -> list[Token]:
    """The tokens, a text directly behind `=~` made a pattern; a word there is one as soon as it is a text."""
    kinds = {Kind.TEXT, Kind.WORD} if words_are_texts else {Kind.TEXT}
    return [
        replace(token, kind=Kind.PATTERN)
        if token.kind in kinds and token.known and before is not None and before.value in _MATCHES
        and before.kind is Kind.COMPARISON
        else token
        for before, token in zip([None, *tokens], tokens, strict=False)
    ]  # fmt: skip


def _bad_patterns(tokens: list[Token]) -> list[Problem]:
    found = []
    for token in tokens:
        if token.kind is Kind.PATTERN and (reason := regexes.fault(str(token.value))) is not None:
            message = f"`{token.value}` is no regular expression: {reason}"
            found.append(Problem(token.start, token.end, message, None))
    return found
