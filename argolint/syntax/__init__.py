"""Text to an immutable tree that knows where each thing stands."""

from argolint.source import LARGEST_TEXT
from argolint.syntax.comments import Comment, comments, comments_of_file
from argolint.syntax.documents import Document, parse
from argolint.syntax.encoding import decode, too_large
from argolint.syntax.places import locate

__all__ = [
    "LARGEST_TEXT",
    "Comment",
    "Document",
    "comments",
    "comments_of_file",
    "decode",
    "locate",
    "parse",
    "too_large",
]
