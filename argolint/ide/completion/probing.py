"""Finds out what a place is by writing a name there and reading the text as it then is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.ide.around import around
from argolint.patterns import lazy_pattern
from argolint.project.files import load_source
from argolint.source import SourceFile, Span
from argolint.syntax.nodes import Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.ide.around import Around
    from argolint.ide.snapshot import Snapshot
    from argolint.project.files import LoadedFile
    from argolint.syntax.nodes import Node

MARK: Final = "argolintplace"
"""A name that nobody has."""
_ENDINGS = ("", "}}", '"', '}}"', "'", "}}'", ": x", '"}', '"]', "}", "]", '}}"}', '}}"]', '"}]}', '}}"}]}')
_BEFORE = lazy_pattern(r"[\w.\-]*\Z")
_AFTER = lazy_pattern(r"[\w\-]*")


class Offer(NamedTuple):
    """Something that may be written; `text` takes the place of the word at hand."""

    name: str
    kind: str
    detail: str = ""
    text: str = ""


class Probe(NamedTuple):
    """A place, as it is read with a name there."""

    snapshot: Snapshot
    """The workspace with that name written."""
    source: SourceFile
    """The text as it is."""
    span: Span
    """The word at hand."""
    path: tuple[str | int, ...]
    """The keys and numbers that lead there from the root of the document."""
    nodes: tuple[Node, ...]
    """The nodes passed on the way, the last of them the one that holds the name."""
    is_key: bool
    surroundings: Around | None

    @property
    def scalar(self) -> Scalar:
        """The text that holds the name."""
        found = self.nodes[-1]
        assert isinstance(found, Scalar)
        return found

    @property
    def typed(self) -> str:
        """What stands before the place, of the word at hand."""
        return self.source.text[self.span.start : self.span.end]

    @property
    def field(self) -> str:
        """The innermost key around."""
        return next((key for key in reversed(self.path) if isinstance(key, str)), "")


def probe(snapshot: Snapshot, path: str, offset: int) -> Probe | None:
    """What a place is; None where that cannot be told."""
    file = snapshot.files.get(path)
    if file is None:
        return None
    source = file.source
    text = source.text
    start = offset - len(_before(text, offset))
    after = _AFTER.match(text, offset)
    word_end = after.end() if after is not None else offset
    for written in _written(text, offset, word_end):
        loaded = load_source(SourceFile(path, written))
        found = _find(loaded)
        if found is not None:
            keys, nodes, is_key = found
            after_that = snapshot.replaced(loaded)
            place = around(after_that, path, nodes[-1].start)
            return Probe(after_that, source, Span(start, word_end), keys, nodes, is_key, place)
    return None


def _before(text: str, offset: int) -> str:
    line = text[max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1 : offset]
    found = _BEFORE.search(line)
    return found.group() if found is not None else ""


def _written(text: str, offset: int, end: int) -> Iterator[str]:
    """The text with the name in it: as it is, with what is missing behind it, and in the end without the rest."""
    line_end = min((at for at in (text.find("\n", end), text.find("\r", end)) if at >= 0), default=len(text))
    head, rest, below = text[:offset], text[end:line_end], text[line_end:]
    yield f"{head}{MARK}{rest}{below}"
    quoted = _quoted(head)
    for before in (head, quoted) if quoted is not None else (head,):
        for ending in _ENDINGS:
            yield f"{before}{MARK}{ending}{below}"
            if rest.strip():
                yield f"{before}{MARK}{ending}{rest}{below}"


def _quoted(head: str) -> str | None:
    """The text with a quote before a tag that begins a value, without which it would be a map."""
    begin = head.rfind("\n") + 1
    at = max(head.rfind(": {{", begin), head.rfind("- {{", begin))
    return f'{head[: at + 2]}"{head[at + 2 :]}' if at >= 0 else None


Found = tuple[tuple[str | int, ...], tuple["Node", ...], bool]


def _find(file: LoadedFile) -> Found | None:
    for document, _ in file.documents:
        root = document.root
        if root is not None and MARK in document.text:
            return _search(root, (), ())
    return None


def _search(node: Node, keys: tuple[str | int, ...], passed: tuple[Node, ...]) -> Found | None:
    nodes = (*passed, node)
    if isinstance(node, Scalar):
        return (keys, nodes, False) if MARK in node.text else None
    if isinstance(node, Sequence):
        parts = ((number, item) for number, item in enumerate(node.items))
        return next((found for key, item in parts if (found := _search(item, (*keys, key), nodes))), None)
    for key, entry in node.entries.items():
        if MARK in key:
            return (*keys, key), (*nodes, entry.key), True
        found = _search(entry.value, (*keys, key), nodes)
        if found is not None:
            return found
    return None
