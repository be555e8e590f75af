"""Comments and annotations that suppress findings: what they name, where they hold, and what can be wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.model.build import embedded, manifests, mapping
from argolint.patterns import lazy_pattern
from argolint.source import Span
from argolint.syntax.comments import comments_of_file
from argolint.syntax.nodes import Mapping, Scalar, Sequence
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence as Several

    from argolint.source import SourceFile
    from argolint.syntax import Document
    from argolint.syntax.comments import Comment
    from argolint.syntax.nodes import Node

MARK: Final = "argolint"
"""A text without this word suppresses nothing."""
ANNOTATION: Final = "argolint.io/ignore"
LINE: Final = "ignore"
FILE: Final = "ignore-file"
VERBS: Final = (LINE, FILE)

_DIRECTIVE = lazy_pattern(
    r"(?<!\S)#[ \t]*argolint:[ \t]*(?P<verb>[\w-]*)[ \t]*(?:\[(?P<names>[^\]]*)\])?[ \t]*(?P<reason>.*)"
)
_WORD = lazy_pattern(r"[^\s,]+(?:[ \t]+[^\s,]+)*")
_LINE_BREAK = lazy_pattern(r"\r\n|[\n\r\x85\u2028\u2029]|\Z")
_TO_CONTENT = lazy_pattern(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|[\n\r]))*[ \t]*")
_TO_ITEM = lazy_pattern(r"-[ \t]*(?:[&!]\S*[ \t]*)*(?:(?:#[^\r\n]*)?(?:\r\n|[\n\r]))*[ \t]*(?:[&!]\S*[ \t]*)*")
_INDENT = lazy_pattern(r"[ \t]*")


class Word(NamedTuple):
    """A name in a suppression, with its place."""

    text: str
    span: Span


class Suppression(NamedTuple):
    """Findings of the rules named that begin within `scope` are not reported."""

    span: Span
    scope: Span
    words: tuple[Word, ...]
    reason: str
    list_span: Span
    """Where its names stand, as one list."""
    removal: Span | None
    """What to take away to be rid of it; None where that is not a matter of a line."""


class UnusedSuppression(NamedTuple):
    """A suppression with words that suppress nothing; `mandatory` are those that cannot suppress anything."""

    suppression: Suppression
    unused: tuple[Word, ...]
    mandatory: tuple[Word, ...]


class UnknownSuppression(NamedTuple):
    """A suppression that names no rule of ours, or none at all; `candidates` may stand in place of `word`."""

    word: Word
    problem: str
    candidates: tuple[str, ...]


class SuppressionWithoutReason(NamedTuple):
    """A suppression that does not say why."""

    suppression: Suppression


def suppressions(
    source: SourceFile, documents: Several[Document]
) -> tuple[list[Suppression], list[UnknownSuppression]]:
    """The suppressions of a file, and what looks like one and is none."""
    good: list[Suppression] = []
    bad: list[UnknownSuppression] = []
    if MARK not in source.text:
        return good, bad
    places = _Places(source.text, documents)
    for comment in comments_of_file(source, documents):
        found = _read(source.text, comment, places)
        if isinstance(found, Suppression):
            good.append(found)
        elif found is not None:
            bad.append(found)
    if ANNOTATION in source.text:
        for document in documents:
            good += _annotations(source, document)
    return good, bad


def _read(text: str, comment: Comment, places: _Places) -> Suppression | UnknownSuppression | None:
    match = _DIRECTIVE.search(text, *comment.span)
    if match is None:
        return None
    verb, names = match["verb"], match["names"]
    if verb not in VERBS:
        where = Span(*match.span("verb")) if verb else Span(match.start(), match.end())
        return UnknownSuppression(Word(verb, where), f"`{verb}` is nothing that a comment can ask for", VERBS)
    words = () if names is None else tuple(_words(text, match.start("names"), match.end("names")))
    if not words:
        end = match.end("names") + 1 if names is not None else match.end("verb")
        problem = "the comment names no rule, so that it suppresses nothing"
        return UnknownSuppression(Word("", Span(match.start(), end)), problem, ())
    own = Span(match.start(), comment.span.end)
    return Suppression(
        span=own,
        scope=Span(0, len(text) + 1) if verb == FILE else places.scope(own),
        words=words,
        reason=match["reason"].strip(),
        list_span=Span(*match.span("names")),
        removal=_removal(text, own),
    )


def _words(text: str, start: int, end: int) -> Iterator[Word]:
    for match in _WORD.finditer(text, start, end):
        yield Word(match[0], Span(*match.span()))


def _removal(text: str, own: Span) -> Span:
    """The comment with the blanks before it, or its whole line where nothing else stands on that."""
    start = own.start
    while start and text[start - 1] in " \t":
        start -= 1
    if start and text[start - 1] not in "\r\n":
        return Span(start, own.end)
    line_break = _LINE_BREAK.match(text, own.end)
    return Span(start, line_break.end() if line_break is not None else own.end)


class _Places:
    """Where comments hold: the line before them, or the node below them."""

    def __init__(self, text: str, documents: Several[Document]) -> None:
        self._text = text
        self._documents = documents
        self._entries: dict[int, int] | None = None
        self._items: dict[int, int] = {}

    def scope(self, comment: Span) -> Span:
        """What a comment is about."""
        text = self._text
        line = max(text.rfind("\n", 0, comment.start), text.rfind("\r", 0, comment.start)) + 1
        if not text[line : comment.start].isspace() and line < comment.start:
            return Span(line, comment.end)
        below = _TO_CONTENT.match(text, comment.end)
        start = below.end() if below is not None else comment.end
        return Span(start, max(self._end(start), start))

    def _end(self, start: int) -> int:
        """The end of the key or item that begins at an offset; by its indentation where the tree does not tell."""
        if self._entries is None:
            self._entries = {}
            for document in self._documents:
                if document.root is not None:
                    self._collect(document.root, self._entries)
        found = self._entries.get(start)
        item = _TO_ITEM.match(self._text, start)
        if found is None and item is not None:
            found = self._items.get(item.end())
        return found if found is not None and found > start else self._indented(start)

    def _collect(self, root: Node, entries: dict[int, int]) -> None:
        waiting: list[Node] = [root]
        seen: set[int] = set()
        while waiting:
            node = waiting.pop()
            if isinstance(node, Scalar) or id(node) in seen:
                continue
            seen.add(id(node))
            if isinstance(node, Sequence):
                waiting += node.items
                for item in node.items:
                    self._items[item.start] = max(item.end, self._items.get(item.start, 0))
                continue
            for entry in node.entries.values():
                waiting.append(entry.value)
                if not entry.merged:
                    entries[entry.key.start] = max(entry.value.end, entry.key.end)

    def _indented(self, start: int) -> int:
        """The end of the lines from an offset on that are indented more than it, or items of a list below a key."""
        text = self._text
        line = text.rfind("\n", 0, start) + 1
        width = start - line
        is_item = text.startswith("-", start)
        end = text.find("\n", start)
        while end >= 0:
            indent = _INDENT.match(text, end + 1)
            at = indent.end() if indent is not None else end + 1
            depth = at - end - 1
            inside = depth > width or (depth == width and not is_item and text.startswith("- ", at))
            if not inside and not text.startswith(("\n", "\r\n", "#"), at):
                return end
            end = text.find("\n", at)
        return len(text)


def _annotations(source: SourceFile, document: Document) -> Iterator[Suppression]:
    for node, _ in (*manifests(document.root), *embedded(document.root)):
        metadata = mapping(node, "metadata")
        annotations = mapping(metadata, "annotations") if metadata is not None else None
        value = annotations.get(ANNOTATION) if annotations is not None else None
        if not isinstance(value, Scalar):
            continue
        names, _, reason = value.text.partition(":")
        words = tuple(Word(match[0], locate(source, value, *match.span())) for match in _WORD.finditer(names.rstrip()))
        yield Suppression(
            span=value.span,
            scope=_whole(node),
            words=words,
            reason=reason.strip(),
            list_span=locate(source, value, 0, len(names)),
            removal=None,
        )


def _whole(node: Mapping) -> Span:
    return Span(node.start, max(node.end, node.start + 1))
