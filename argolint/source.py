"""A text and the places in it: offsets inside, lines and columns only at the edge."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

LARGEST_TEXT: Final = 64 * 1024 * 1024
"""The most bytes of a file that are read."""


_RENDERED: Final = " (rendered"


def rendered_name(path: str, purpose: str = "") -> str:
    """What a text is called that another program made of a file; `purpose` parts it from others of the same file."""
    return f"{path}{_RENDERED} for {purpose})" if purpose else f"{path}{_RENDERED})"


def file_name(path: str) -> str:
    """The file behind the name of a text."""
    return path.rpartition(_RENDERED)[0] if path.endswith(")") and _RENDERED in path else path


def purpose_of(path: str) -> str:
    """What a text was made of its file for."""
    return path[len(file_name(path)) :]


class Span(NamedTuple):
    """A half-open range of characters (code points) of one `SourceFile`."""

    start: int
    end: int


class Position(NamedTuple):
    """A place as people count it: line and column from 1, columns in characters."""

    line: int
    column: int


class SourceFile:
    """A file's decoded text under the name that reports show."""

    __slots__ = ("_line_starts", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self._line_starts: list[int] | None = None

    def __reduce__(self) -> tuple[type[SourceFile], tuple[str, str]]:
        """What another process needs; the line index is made again where it is wanted."""
        return SourceFile, (self.path, self.text)

    def __repr__(self) -> str:
        return f"SourceFile({self.path!r}, {len(self.text)} characters)"

    @property
    def line_starts(self) -> list[int]:
        """Offsets at which lines begin; a line ends with LF, CRLF or a lone CR, as YAML counts them."""
        if self._line_starts is None:
            self._line_starts = _line_starts(self.text)
        return self._line_starts

    def position(self, offset: int) -> Position:
        """The line and column of an offset; an offset past the end counts as the end."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The text of a line (from 1), without its line break."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


class LateFile(SourceFile):
    """A file whose text is made when somebody looks at it."""

    __slots__ = ("_make",)

    def __init__(self, path: str, make: Callable[[], str]) -> None:
        self.path = path
        self._line_starts = None
        self._make = make

    def __getattr__(self, name: str) -> str:
        # Asked for what is not there yet, which is the text, once.
        if name != "text":
            raise AttributeError(name)
        self.text = self._make()
        return self.text


def _line_starts(text: str) -> list[int]:
    starts = [0]
    offset = 0
    for line in text.replace("\r\n", "\n\n").replace("\r", "\n").split("\n")[:-1]:
        offset += len(line) + 1
        if text[offset - 1] == "\r" and text.startswith("\n", offset):
            continue
        starts.append(offset)
    return starts
