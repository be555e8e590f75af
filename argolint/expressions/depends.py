"""How Argo picks task names out of a `depends` text, and whether the text is an expression at all."""

from __future__ import annotations

import re
from typing import NamedTuple

from argolint.expressions.tags import PLACEHOLDER

RESULTS = (
    "Succeeded", "Failed", "Errored", "Skipped", "Omitted", "Daemoned", "AnySucceeded", "AllFailed",
)  # fmt: skip
ITEM_RESULTS = frozenset({"AnySucceeded", "AllFailed"})

_WORD = re.compile(
    rf"(?P<name>[A-Za-z0-9{PLACEHOLDER}][-A-Za-z0-9{PLACEHOLDER}]*)(?:\.(?P<result>[A-Z][A-Za-z]+))?"
)
_TOKEN = re.compile(rf"\s*(?:(?P<operand>[-.\w{PLACEHOLDER}]+)|(?P<operator>&&|\|\||!|\(|\))|(?P<other>\S))")
_BEYOND = re.compile(r"[=!]=|\?|;|//|/\*")

UNUSABLE_NAMES = frozenset({"and", "false", "in", "nil", "not", "or", "true"})
"""Names that a task may have and no expression can hold, because they mean something of their own there."""


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


def operands(text: str) -> list[Operand]:
    """Every task that a text names."""
    return [
        Operand(match["name"], match["result"], match.start(), match.end()) for match in _WORD.finditer(text)
    ]


def check(text: str) -> Fault | None:
    """The first place at which a text stops being an expression of `&&`, `||`, `!`, parentheses and tasks.

    Argo hands the text to a larger language: comparisons and choices, which work there, are left alone.
    """
    if _BEYOND.search(text):
        return None
    at, depth, opened = 0, 0, 0
    due = True
    while text[at:].strip():
        token = _TOKEN.match(text, at)
        assert token is not None
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
            "the operators are `&&`, `||`, `!` and parentheses",
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
        return Fault(
            start, end, f"a task is missing before `{word}`", "name a task, or take the operator away"
        )
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
        reason = f"`{word['name']}` is a word of the expression language"
        return Fault(start, start + len(word["name"]), reason, "give the task another name")
    return None
