"""Texts inside the strings of a file that are read as files of their own, and the way back from their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.source import SourceFile, Span
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.syntax.nodes import Scalar


class InnerText(SourceFile):
    """The text of a scalar; `key` tells what it stands under."""

    __slots__ = ("key", "outer", "scalar")

    def __init__(self, outer: SourceFile, scalar: Scalar, key: str) -> None:
        super().__init__(outer.path, scalar.text)
        self.outer = outer
        self.scalar = scalar
        self.key = key

    def home(self, span: Span) -> Span:
        """The place in the file of characters of this text."""
        return locate(self.outer, self.scalar, span.start, span.end)
