"""The words of the small languages inside texts: those of tags, of expressions and of `depends`."""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions.depends import operands
from argolint.expressions.tags import OPEN, scan
from argolint.flow.masking import MARK, masked
from argolint.ide.fields import fields
from argolint.patterns import lazy_pattern
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.ide.fields import Field
    from argolint.model import WorkflowObject
    from argolint.schema.versions import Version
    from argolint.source import SourceFile, Span
    from argolint.syntax.nodes import Scalar

_WORD = lazy_pattern(r"[\w-]+")


class Word(StrEnum):
    """What a word is to its language."""

    VARIABLE = "variable"
    FUNCTION = "function"
    TEXT = "text"
    NUMBER = "number"
    OPERATOR = "operator"
    RESULT = "result"
    """How a task ended, in `depends`."""


class Piece(NamedTuple):
    """One word, in offsets of its scalar's text."""

    start: int
    end: int
    word: Word


def words(item: WorkflowObject, version: Version) -> Iterator[tuple[Span, Word]]:
    """The words in all texts of an object."""
    source = item.document.source
    for name, entry in item.node.entries.items():
        for field in fields(entry.value, name):
            for piece in _pieces(field, version):
                span = _span(source, field.scalar, piece)
                if span is not None:
                    yield span, piece.word


def _span(source: SourceFile, scalar: Scalar, piece: Piece) -> Span | None:
    """Where a word stands; None where it goes over a line or cannot be traced."""
    span = locate(source, scalar, piece.start, piece.end)
    text = source.text[span.start : span.end]
    return span if text and "\n" not in text and span != scalar.span else None


def _pieces(field: Field, version: Version) -> Iterator[Piece]:
    text = field.scalar.text
    if field.is_expression:
        yield from _expression(masked(text), 0, version)
    elif field.name == "depends":
        yield from _depends(masked(text))
    if OPEN not in text:
        return
    for tag in scan(text)[0]:
        if tag.is_expression:
            yield from _expression(tag.inner[1:], tag.start + len(OPEN) + 1, version)
        else:
            for match in _WORD.finditer(text, tag.start, tag.end):
                yield Piece(match.start(), match.end(), Word.VARIABLE)


def _depends(text: str) -> Iterator[Piece]:
    for operand in operands(text):
        if operand.result is not None:
            yield Piece(operand.end - len(operand.result), operand.end, Word.RESULT)


def _expression(text: str, start: int, version: Version) -> Iterator[Piece]:
    from argolint.expressions.expr.dialects import dialect_of
    from argolint.expressions.expr.lexer import scan as cut
    from argolint.expressions.expr.tokens import NAME, NUMBER, OPERATOR, TEXT

    kinds = {NAME: Word.VARIABLE, NUMBER: Word.NUMBER, OPERATOR: Word.OPERATOR, TEXT: Word.TEXT}
    tokens, _ = cut(text, dialect_of(version))
    for token, following in pairwise(tokens):
        word = kinds.get(token.kind)
        if word is None or MARK in text[token.start : token.end] or token.value in (".", ",", "?.", ":"):
            continue
        if word is Word.VARIABLE and following.value == "(":
            word = Word.FUNCTION
        yield Piece(start + token.start, start + token.end, word)
