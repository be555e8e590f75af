"""Where the keys and values of a TOML text stand; `tomllib` gives the values and keeps no places."""

from __future__ import annotations

import re
import tomllib
from typing import NamedTuple, TypeAlias

Path: TypeAlias = "tuple[str | int, ...]"
"""Keys and indexes that lead to a value."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"""[ \t]*("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[A-Za-z0-9_-]+)[ \t]*""")
_TEXT = re.compile(
    r'''"""(?:[^\\]|\\.)*?"""(?:"{0,2})|\'\'\'.*?\'\'\'(?:'{0,2})|"(?:[^"\\\n]|\\.)*"|'[^'\n]*\'''', re.DOTALL
)
_BARE = re.compile(r"[^,\]}#\n]*")


class TomlPlace(NamedTuple):
    """The offsets at which a key and its value begin; an item of a list has no key of its own."""

    key: int
    value: int


def toml_places(text: str) -> dict[Path, TomlPlace]:
    """The places in a text that `tomllib` has read without complaint."""
    finder = _Finder(text)
    finder.document()
    return finder.found


class _Finder:
    """Reads along a valid text; `found` fills up on the way."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, TomlPlace] = {}
        self._lengths: dict[Path, int] = {}

    def document(self) -> None:
        table: Path = ()
        while self._skip_blank() < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _skip_blank(self) -> int:
        blank = _BLANK.match(self.text, self.at)
        self.at = blank.end() if blank is not None else self.at
        return self.at

    def _header(self) -> Path:
        start = self.at
        is_list = self.text.startswith("[[", start)
        self.at += 2 if is_list else 1
        path = self._resolved(self._keys(start)[0], is_list)
        self.at += 2 if is_list else 1
        self.found.setdefault(path, TomlPlace(start, start))
        return path

    def _resolved(self, keys: Path, is_list: bool) -> Path:
        """The path of a header's keys, with the index of the last table wherever a list of tables is meant."""
        path: Path = ()
        for number, key in enumerate(keys):
            path = (*path, key)
            if is_list and number == len(keys) - 1:
                self._lengths[path] = self._lengths.get(path, 0) + 1
            if path in self._lengths:
                path = (*path, self._lengths[path] - 1)
        return path

    def _keys(self, start: int) -> tuple[Path, int]:
        """A key with dots, and where its last part begins; each table on the way begins at `start`, if it is new."""
        keys: list[str] = []
        last = self.at
        while (match := _KEY.match(self.text, self.at)) is not None:
            last = match.start(1)
            keys.append(_decoded(match[1]))
            self.at = match.end()
            if not self.text.startswith(".", self.at):
                break
            self.at += 1
        return tuple(keys), last if len(keys) == 1 else start

    def _pair(self, table: Path) -> None:
        start = self._skip_blank()
        keys, _ = self._keys(start)
        self.at += 1  # the equals sign
        self._skip_blank()
        for count in range(1, len(keys)):
            self.found.setdefault((*table, *keys[:count]), TomlPlace(start, start))
        self._value((*table, *keys), start)

    def _value(self, path: Path, key: int) -> None:
        self.found[path] = TomlPlace(key, self.at)
        match self.text[self.at]:
            case "[":
                self._list(path)
            case "{":
                self._table(path)
            case _:
                end = _TEXT.match(self.text, self.at) or _BARE.match(self.text, self.at)
                self.at = end.end() if end is not None else self.at + 1

    def _list(self, path: Path) -> None:
        self.at += 1
        index = 0
        while self.text[self._skip_blank()] != "]":
            self._value((*path, index), self.at)
            index += 1
            self._skip_comma()
        self.at += 1

    def _table(self, path: Path) -> None:
        self.at += 1
        while self.text[self._skip_blank()] != "}":
            self._pair(path)
            self._skip_comma()
        self.at += 1

    def _skip_comma(self) -> None:
        if self.text[self._skip_blank()] == ",":
            self.at += 1


def _decoded(key: str) -> str:
    if key[0] == "'":
        return key[1:-1]
    return str(tomllib.loads(f"key = {key}")["key"]) if key[0] == '"' else key
