"""Text to an immutable tree that knows where each thing stands."""

from argolint.syntax.documents import Document, parse
from argolint.syntax.encoding import LARGEST_TEXT, decode, too_large

__all__ = ["LARGEST_TEXT", "Document", "decode", "parse", "too_large"]
