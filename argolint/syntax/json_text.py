"""Reads a text that is JSON as a whole: Argo reads it so, and JSON allows what YAML parsers refuse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argolint.patterns import lazy_pattern
from argolint.syntax.aliases import OPEN
from argolint.syntax.depth import DEEPEST, too_deep
from argolint.syntax.nodes import DOUBLE, PLAIN, Entry, Mapping, Node, Scalar, Sequence
from argolint.syntax.problems import DuplicateKey

if TYPE_CHECKING:
    from argolint.syntax.problems import Problem

_TOKEN = lazy_pattern(
    r"""[ \t\r\n]*(?:
        (?P<string>"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")
        | (?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)
        | (?P<word>true|false|null)
        | (?P<mark>[][{},:])
        | (?P<end>\Z)
    )""",
    re.VERBOSE,
)
_LONE_SURROGATE = lazy_pattern("[\ud800-\udfff]")
_REPLACEMENT = "\ufffd"


class _NotJson(Exception):  # noqa: N818
    pass


def read_json(text: str) -> tuple[Node, list[Problem]] | None:
    """The tree of a text that is one JSON object or list, or None; raises Stop where it is too deep."""
    if text.lstrip()[:1] not in ("{", "["):
        return None
    reader = _Reader(text)
    try:
        root = reader.value(reader.take(), 0)
        return (root, reader.problems) if reader.take().lastgroup == "end" else None
    except _NotJson:
        return None


class _Reader:
    __slots__ = ("_offset", "_text", "problems")

    def __init__(self, text: str) -> None:
        self._text = text
        self._offset = 0
        self.problems: list[Problem] = []

    def take(self) -> re.Match[str]:
        """The next token."""
        match = _TOKEN.match(self._text, self._offset)
        if match is None:
            raise _NotJson
        self._offset = match.end()
        return match

    def value(self, token: re.Match[str], depth: int) -> Node:
        """The value that begins with a token."""
        group = token.lastgroup
        if group == "mark" and token["mark"] in "{[":
            if depth >= DEEPEST:
                raise too_deep(token.start("mark"))
            return self._mapping(token, depth) if token["mark"] == "{" else self._sequence(token, depth)
        if group == "string":
            return _string(token)
        if group == "number" or group == "word":
            return Scalar(*token.span(group), token[group], PLAIN, None)
        raise _NotJson

    def _sequence(self, opening: re.Match[str], depth: int) -> Sequence:
        items: list[Node] = []
        node = Sequence(opening.start("mark"), OPEN, items)
        token = self.take()
        if token["mark"] != "]":
            items.append(self.value(token, depth + 1))
            while (token := self.take())["mark"] == ",":
                items.append(self.value(self.take(), depth + 1))
        _close(node, token, "]")
        return node

    def _mapping(self, opening: re.Match[str], depth: int) -> Mapping:
        node = Mapping(opening.start("mark"), OPEN, {})
        token = self.take()
        if token["mark"] != "}":
            self._entry(node, token, depth)
            while (token := self.take())["mark"] == ",":
                self._entry(node, self.take(), depth)
        _close(node, token, "}")
        return node

    def _entry(self, node: Mapping, token: re.Match[str], depth: int) -> None:
        if token.lastgroup != "string" or self.take()["mark"] != ":":
            raise _NotJson
        key = _string(token)
        value = self.value(self.take(), depth + 1)
        first = node.entries.setdefault(key.text, Entry(key, value))
        if first.key is not key:
            self.problems.append(DuplicateKey(key, first.key, merged=False))


def _close(node: Mapping | Sequence, token: re.Match[str], mark: str) -> None:
    if token["mark"] != mark:
        raise _NotJson
    node.end = token.end()


def _string(token: re.Match[str]) -> Scalar:
    import json  # most files are YAML

    text: str = json.loads(token["string"])
    return Scalar(*token.span("string"), _LONE_SURROGATE.sub(_REPLACEMENT, text), DOUBLE, None)
