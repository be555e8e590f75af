"""What a `when` says, as a tree; offsets are in the text."""

from __future__ import annotations

from typing import NamedTuple


class Literal(NamedTuple):
    """A number, a truth value, a text or a pattern; `value` is None where the text is not known yet."""

    value: float | bool | str | None
    start: int
    end: int
    is_text: bool = False
    """Whether an unknown one stood in quotes or brackets."""
    is_pattern: bool = False


class Word(NamedTuple):
    """A text without quotes, or in brackets."""

    name: str
    start: int
    end: int


class Access(NamedTuple):
    """A field of a word, with what stands behind it in parentheses; it exists nowhere in Argo."""

    name: str
    arguments: Node | None
    start: int
    end: int


class Group(NamedTuple):
    """What stands in parentheses, perhaps nothing."""

    inner: Node | None
    start: int
    end: int


class Unary(NamedTuple):
    """`!`, `-` or `~` before an operand, which may be missing before a `)`."""

    operator: str
    operand: Node | None
    start: int
    end: int


class Binary(NamedTuple):
    """An operator between two operands, of which the right one may be missing before a `)`."""

    operator: str
    left: Node | None
    right: Node | None
    start: int
    end: int


Node = Literal | Word | Access | Group | Unary | Binary
