"""The files of a run: read, and each known by a digest of its bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.project.reading import read_file
from argolint.source import LARGEST_TEXT, LateFile

try:
    # Without OpenSSL, which takes longer to load than a thousand files take to hash.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argolint.source import SourceFile
    from argolint.syntax.problems import UnreadableText

DIGEST_SIZE = 16
_OTHER_ENCODINGS = (b"\xef", b"\xff", b"\xfe")
"""How texts begin that may not be plain UTF-8."""


class Content(NamedTuple):
    """The bytes of a file, or why there are none, and what stands for them."""

    data: bytes | UnreadableText
    digest: bytes


def new_digest() -> blake2b:
    """A digest that is yet to be fed."""
    return blake2b(digest_size=DIGEST_SIZE)


def digest(data: bytes) -> bytes:
    """What stands for some bytes."""
    return blake2b(data, digest_size=DIGEST_SIZE).digest()


def read_contents(paths: Iterable[str]) -> dict[str, Content]:
    """The content of each file, by its path."""
    contents = {}
    for path in paths:
        data = read_file(path, LARGEST_TEXT)
        contents[path] = Content(data, digest(data if isinstance(data, bytes) else repr(data).encode()))
    return contents


class Sources:
    """The sources of a run, each of them one object; their texts are decoded where somebody looks at them."""

    def __init__(self, contents: dict[str, Content]) -> None:
        self._contents = contents
        self._made: dict[str, SourceFile] = {}

    def __getitem__(self, path: str) -> SourceFile:
        found = self._made.get(path)
        if found is None:
            found = self._made[path] = LateFile(path, lambda: self._text(path))
        return found

    def _text(self, path: str) -> str:
        known = self._contents.get(path)
        return text_of(path, known.data if known is not None else read_file(path, LARGEST_TEXT))


def text_of(path: str, data: bytes | UnreadableText) -> str:
    """The text of a file."""
    if isinstance(data, bytes) and b"\0" not in data and not data.startswith(_OTHER_ENCODINGS):
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    from argolint.project.files import load  # few texts need more, and it loads all that reads YAML

    return load(path, data).source.text
