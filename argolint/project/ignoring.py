"""Writes comments that suppress findings, wherever YAML has room for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.model.suppressions import Suppression, suppressions
from argolint.project.suppression import UNTOLD
from argolint.source import SourceFile, Span
from argolint.syntax import comments_of_file, parse
from argolint.syntax.json_text import read_json
from argolint.syntax.nodes import FOLDED, LITERAL, Mapping, Scalar, Sequence
from argolint.syntax.problems import DuplicateKey
from argolint.syntax.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from argolint.diagnostic import Diagnostic
    from argolint.project.outcome import Report
    from argolint.syntax import Document
    from argolint.syntax.nodes import Node

_BLANK: Final = " \t"


class Ignored(NamedTuple):
    """The new texts by path, the findings that comments in them suppress, and those for which there is no room."""

    texts: dict[str, str]
    ignored: tuple[Diagnostic, ...]
    left: tuple[Diagnostic, ...]


def add_ignores(report: Report, is_mandatory: Callable[[Diagnostic], bool], reason: str = "") -> Ignored:
    """Suppress the findings of a report by comments; nothing is written, and mandatory rules are passed over."""
    sources = {source.path: source for source in report.files}
    by_path: dict[str, list[Diagnostic]] = {}
    for found in report.diagnostics:
        if found.rule not in UNTOLD and found.file in sources and not is_mandatory(found):
            by_path.setdefault(found.file, []).append(found)
    texts: dict[str, str] = {}
    ignored: list[Diagnostic] = []
    left: list[Diagnostic] = []
    for path, findings in by_path.items():
        text, done = _with_comments(sources[path], findings, reason)
        if done:
            texts[path] = text
        ignored += done
        left += (found for found in findings if found not in done)
    return Ignored(texts, tuple(ignored), tuple(left))


class _Place(NamedTuple):
    """Where a comment goes: behind a line, or in a line of its own above one; `known` is one that is there already."""

    at: int
    above: bool
    known: Suppression | None = None


def _with_comments(source: SourceFile, findings: Iterable[Diagnostic], reason: str) -> tuple[str, list[Diagnostic]]:
    """The text with the comments for as many findings as possible; all are left where the text would change."""
    if _is_json(source.text):
        return source.text, []
    documents = parse(source)
    room = _Room(source, documents)
    wanted: dict[_Place, list[str]] = {}
    done: list[Diagnostic] = []
    for found in findings:
        place = room.place(found)
        if place is not None:
            names = wanted.setdefault(place, [])
            if found.rule not in names:
                names.append(found.rule)
            done.append(found)
    text = source.text
    for place in sorted(wanted, key=lambda place: place.at, reverse=True):
        text = _edited(text, place, wanted[place], reason)
    same = _same_documents(documents, parse(SourceFile(source.path, text)))
    return (text, done) if same else (source.text, [])


def _is_json(text: str) -> bool:
    try:
        return read_json(text) is not None
    except Stop:
        return True


def _edited(text: str, place: _Place, names: list[str], reason: str) -> str:
    known = place.known
    if known is not None:
        listed = ", ".join(dict.fromkeys([*(word.text for word in known.words), *names]))
        return text[: known.list_span.start] + listed + text[known.list_span.end :]
    comment = f"# argolint: ignore[{', '.join(names)}]{' ' if reason else ''}{reason}"
    if not place.above:
        head = text[: place.at].rstrip(_BLANK)
        return f"{head}  {comment}{text[place.at :]}"
    indent = text[place.at :][: len(text[place.at :]) - len(text[place.at :].lstrip(_BLANK))]
    end = "\r\n" if "\r\n" in text[place.at : text.find("\n", place.at) + 1] else "\n"
    return f"{text[: place.at]}{indent}{comment}{end}{text[place.at :]}"


class _Room:
    """Knows where a text has room for comments."""

    def __init__(self, source: SourceFile, documents: tuple[Document, ...]) -> None:
        self._source = source
        self._documents = documents
        self._closed: list[Span] = []
        """Scalars and flow collections of several lines, in which no comment is put."""
        self._blocks: list[Span] = []
        """Keys with their values, and items, that have lines of their own."""
        for document in documents:
            if document.root is not None:
                self._look_through(document.root)
        self._comments = {self._line(at.span.start): at for at in comments_of_file(source, documents)}
        good, _ = suppressions(source, documents)
        self._known = {self._line(at.span.start): at for at in good if at.removal is not None and at.scope.start}

    def place(self, found: Diagnostic) -> _Place | None:
        """Where the comment goes that suppresses a finding; None where there is no room, or no tree to find it by."""
        offset = found.span.start
        document = next((at for at in self._documents if at.span.start <= offset <= at.span.end), None)
        if document is None or document.root is None:
            return None
        if any(isinstance(at, DuplicateKey) and at.key.start == offset for at in document.problems):
            return None  # what stands behind such a key is in no tree
        line = self._line(offset)
        end = line + len(self._source.line(self._source.position(line).line))
        comment = self._comments.get(line)
        if comment is not None and comment.span.start <= offset:
            return None
        if not any(span.start < end < span.end for span in self._closed):
            known = self._known.get(line)
            return _Place(known.list_span.start if known is not None else end, above=False, known=known)
        return self._above(offset)

    def _above(self, offset: int) -> _Place | None:
        around = [span for span in self._blocks if span.start <= offset < span.end]
        if not around:
            return None
        line = self._line(max(span.start for span in around))
        above = self._line(line - 1) if line else None
        known = self._known.get(above) if above is not None else None
        if known is None or known.scope.start < line:
            return _Place(line, above=True)
        return _Place(known.list_span.start, above=True, known=known)

    def _line(self, offset: int) -> int:
        return self._source.line_starts[self._source.position(offset).line - 1]

    def _look_through(self, root: Node) -> None:
        text = self._source.text
        waiting = [root]
        seen: set[int] = set()
        while waiting:
            node = waiting.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            if isinstance(node, Scalar):
                self._closed.append(_closed(text, node))
                continue
            if text.startswith(("{", "["), node.start):
                self._closed.append(node.span)
            waiting += self._parts(node)

    def _parts(self, node: Mapping | Sequence) -> Iterator[Node]:
        """The nodes of a collection; what has lines of its own is noted on the way."""
        in_block = not self._source.text.startswith(("{", "["), node.start)
        if isinstance(node, Sequence):
            for item in node.items:
                if in_block and item.start >= node.start and self._opens_line(item.start, "-"):
                    self._blocks.append(Span(self._line(item.start), max(item.end, item.start + 1)))
                yield item
            return
        for entry in node.entries.values():
            yield entry.key
            yield entry.value
            if in_block and not entry.merged and self._opens_line(entry.key.start, ""):
                self._blocks.append(Span(entry.key.start, max(entry.value.end, entry.key.end)))

    def _opens_line(self, offset: int, marks: str) -> bool:
        """Whether nothing but blanks, and one of the marks, stands before an offset on its line."""
        before = self._source.text[self._line(offset) : offset].strip(_BLANK)
        return before == marks


def _closed(text: str, scalar: Scalar) -> Span:
    """Where no comment can stand: a scalar, but for the first line of a text block."""
    if scalar.style not in (LITERAL, FOLDED):
        return scalar.span
    end = text.find("\n", scalar.start)
    return Span(end if end >= 0 else scalar.end, scalar.end + 1)


def _same_documents(before: Iterable[Document], after: Iterable[Document]) -> bool:
    one, other = list(before), list(after)
    return len(one) == len(other) and all(
        len(old.problems) == len(new.problems) and _same(old.root, new.root)
        for old, new in zip(one, other, strict=True)
    )


def _same(one: Node | None, other: Node | None) -> bool:
    if isinstance(one, Scalar) and isinstance(other, Scalar):
        return (one.text, one.style, one.tag) == (other.text, other.style, other.tag)
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return list(one.entries) == list(other.entries) and all(
            _same(entry.value, other.entries[name].value) for name, entry in one.entries.items()
        )
    if isinstance(one, Sequence) and isinstance(other, Sequence):
        return len(one.items) == len(other.items) and all(map(_same, one.items, other.items))
    return one is None and other is None
