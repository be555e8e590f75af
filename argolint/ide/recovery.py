"""Text while it is typed: what can still be read of a document that is broken just now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from argolint.model import companions, objects
from argolint.patterns import lazy_pattern
from argolint.project.files import load_source
from argolint.source import SourceFile
from argolint.syntax import Document, parse
from argolint.syntax.nodes import Mapping, Sequence
from argolint.syntax.problems import BrokenYaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.project.files import LoadedFile
    from argolint.syntax.nodes import Node

_ROUNDS: Final = 6
"""In each one more line is left out; it costs a reading of the document for each line that may be the one."""

_LINE: Final = lazy_pattern(r"(?P<marks>[ ]*(?:-[ ]+)*)(?P<rest>[^\r\n]*)")


def load_recovered(source: SourceFile, typed_at: int | None = None) -> LoadedFile:
    """A file, with the trees of its broken documents as far as they can be read.

    Lines are left out until the rest makes sense: the one that is typed, or one that the parser stumbles over or
    before. All places stay true, and the documents keep their problems.
    """
    file = load_source(source)
    if all(document.root is not None for document, _ in file.documents):
        return file
    documents = [at if at.root is not None else recovered(at, typed_at) for at, _ in file.documents]
    return file._replace(
        documents=tuple((document, objects(document)) for document in documents),
        companions=tuple(item for document in documents for item in companions(document)),
    )


def recovered(document: Document, typed_at: int | None = None) -> Document:
    """A broken document with the tree of what remains when few of its lines are left out; itself if that fails."""
    # What is before it counts no more; line breaks keep all offsets as they are.
    start, end = document.span
    text = "\n" * start + document.source.text[start:end]
    typed = typed_at if typed_at is not None and start <= typed_at <= end else None
    root = _read(document, _without(text, _line_start(text, typed))).root if typed is not None else None
    return _with(document, root if root is not None else _searched(document, text, typed))


def _with(document: Document, root: Node | None) -> Document:
    return Document(document.source, document.span, root, document.problems, document.tagged)


def _searched(document: Document, text: str, typed: int | None) -> Node | None:
    """The largest tree that is left when one line after the other is given up, each time the one that gets furthest."""
    broken = _broken(document)
    for _ in range(_ROUNDS):
        if broken is None or broken.chart:
            return None
        places = [] if typed is None else [typed]
        places += [broken.span.start, *([broken.context_span.start] if broken.context_span is not None else [])]
        places += _open_quotes(text, broken.span.start)
        tried = [(_read(document, shorter), shorter) for shorter in _shortened(text, places)]
        if not tried:
            return None
        root = max((read.root for read, _ in tried if read.root is not None), key=_size, default=None)
        if root is not None:
            return root
        at, text = max(tried, key=lambda each: _reach(each[0]))
        broken = _broken(at)
    return None


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _broken(document: Document) -> BrokenYaml | None:
    return next((problem for problem in document.problems if isinstance(problem, BrokenYaml)), None)


def _reach(document: Document) -> int:
    """How far the parser came."""
    broken = _broken(document)
    return broken.span.start if broken is not None else -1


def _size(node: Node) -> int:
    """How much a tree holds: an unclosed quote makes one text of many entries."""
    count = 0
    stack = [node]
    while stack:
        at = stack.pop()
        count += 1
        if isinstance(at, Mapping):
            stack += (entry.value for entry in at.entries.values())
        elif isinstance(at, Sequence):
            stack += at.items
    return count


def _read(document: Document, text: str) -> Document:
    found = parse(SourceFile(document.source.path, text))
    return found[0] if len(found) == 1 else document


def _shortened(text: str, places: list[int]) -> Iterator[str]:
    """The text without one line: that of each place, then the last one with words before it."""
    seen: set[int] = set()
    for place in places:
        start = _line_start(text, place)
        before = _line_start(text, len(text[:start].rstrip()))
        for line in (start, before):
            shorter = _without(text, line)
            if line not in seen and shorter != text:
                seen.add(line)
                yield shorter


def _open_quotes(text: str, end: int) -> Iterator[int]:
    """The last lines before a place on which one of the two quotes stands alone."""
    for quote in "\"'":
        at = text.rfind(quote, 0, end)
        while at >= 0:
            start = _line_start(text, at)
            stop = text.find("\n", at)
            if text.count(quote, start, len(text) if stop < 0 else stop) % 2:
                yield start
                break
            at = text.rfind(quote, 0, start)


def _without(text: str, start: int) -> str:
    """The text with the words of a line blanked, its dashes kept: what follows may belong to the same item."""
    match = _LINE.match(text, start)
    if match is None:
        return text
    return f"{text[: match.start('rest')]}{' ' * len(match['rest'])}{text[match.end() :]}"
