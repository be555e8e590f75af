"""Cuts a `depends` into words, and picks the tasks out of it as Argo does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions.tags import PLACEHOLDER
from argolint.patterns import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

RESULTS = (
    "Succeeded", "Failed", "Errored", "Skipped", "Omitted", "Daemoned", "AnySucceeded", "AllFailed",
)  # fmt: skip
ITEM_RESULTS = frozenset({"AnySucceeded", "AllFailed"})

UNUSABLE_NAMES = frozenset({"and", "false", "in", "nil", "not", "or", "true"})
"""Names that a task may have and no expression can hold, because they mean something of their own there."""

OPERATORS = "the operators are `&&`, `||`, `!` and parentheses"

_TASK = lazy_pattern(rf"(?P<name>[A-Za-z0-9{PLACEHOLDER}][-A-Za-z0-9{PLACEHOLDER}]*)(?:\.(?P<result>[A-Z][A-Za-z]+))?")
_NO_BLANKS = r"\x1c-\x1f"
"""Blanks to Python alone."""
_WORD = lazy_pattern(
    rf"[^\S{_NO_BLANKS}]*(?:(?P<task>[-.\w{PLACEHOLDER}]+)|(?P<operator>&&|\|\||!|\(|\))|(?P<other>[\S{_NO_BLANKS}]))"
)
_KINDS = {"&&": "AND", "||": "OR", "!": "NOT", "(": "OPEN", ")": "CLOSE"}
_MEANT = {"and": "&&", "or": "||", "not": "!"}


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


class Word(NamedTuple):
    """A piece of a text; `kind` is the name of a terminal of the grammar."""

    kind: str
    text: str
    start: int
    end: int


class Refused(Exception):  # noqa: N818
    """A text holds what is no word."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.reason)
        self.fault = fault


def operands(text: str) -> list[Operand]:
    """Every task that a text names."""
    return [_operand(match) for match in _TASK.finditer(text)]


def operand(word: Word) -> Operand:
    """The task that a word names."""
    match = _TASK.fullmatch(word.text)
    assert match is not None
    return _operand(match)._replace(start=word.start, end=word.end)


def _operand(match: re.Match[str]) -> Operand:
    return Operand(match["name"], match["result"], match.start(), match.end())


def words(text: str) -> Iterator[Word]:
    """The words of a text; raises Refused at what is none."""
    at = 0
    while (match := _WORD.match(text, at)) is not None:
        at = match.end()
        kind = match.lastgroup or ""
        word = Word(_KINDS.get(match[kind], "TASK"), match[kind], *match.span(kind))
        if kind == "other":
            raise Refused(Fault(word.start, word.end, f"`{word.text}` is no operator", OPERATORS))
        if kind == "task":
            _check_task(word)
        yield word


def _check_task(word: Word) -> None:
    match = _TASK.fullmatch(word.text)
    if match is None:
        help_ = "names of tasks hold letters, digits and hyphens"
        raise Refused(Fault(word.start, word.end, f"`{word.text}` is no name of a task", help_))
    name = match["name"]
    if name in UNUSABLE_NAMES:
        meant = _MEANT.get(name) if match["result"] is None else None
        help_ = f"write `{meant}`" if meant else "give the task another name"
        end = word.start + len(name)
        raise Refused(Fault(word.start, end, f"`{name}` is a word of the expression language", help_))
