"""Cuts a text into documents as Argo does, and reads each on its own."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

from ruamel.yaml.error import YAMLError

from argolint.patterns import lazy_pattern
from argolint.source import SourceFile, Span
from argolint.syntax.compose import Composer
from argolint.syntax.events import events_with_colons, fast_events, is_colon_in_flow
from argolint.syntax.json_text import read_json
from argolint.syntax.nodes import Mapping, Scalar
from argolint.syntax.problems import BadKey, BrokenYaml, DuplicateKey
from argolint.syntax.stop import Stop
from argolint.syntax.strangers import is_in_chart, is_of_chart, kept_from_helm, names_objects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argolint.syntax.certainty import Template
    from argolint.syntax.events import Events
    from argolint.syntax.nodes import Node
    from argolint.syntax.problems import Problem

_CUT = "\n---"
_NO_CONTENT = lazy_pattern(
    r"""(?:
        [ \t]*(?:\#[^\n\r\x85\u2028\u2029]*)?(?:[\n\r\x85\u2028\u2029]|\Z)
        | (?:%[^\n]*|\.\.\.[ \t\r]*)(?:\n|\Z)
    )*""",
    re.VERBOSE,
)
_BYTE_ORDER_MARK = "\ufeff"


class Document:
    """One document of a source: its tree (None where it is broken) and what is wrong with its text.

    `template` is what can be read of one without a tree that is a template of a Helm chart.
    """

    __slots__ = ("problems", "root", "source", "span", "tagged", "template")

    def __init__(
        self,
        source: SourceFile,
        span: Span,
        root: Node | None,
        problems: tuple[Problem, ...],
        tagged: bool,
        template: Template | None = None,
    ) -> None:
        self.source = source
        self.span = span
        self.root = root
        self.problems = problems
        self.tagged = tagged
        self.template = template

    @property
    def text(self) -> str:
        """The document as it is written."""
        return self.source.text[self.span.start : self.span.end]

    def __repr__(self) -> str:
        return f"Document({self.source.path!r}, {self.span.start}-{self.span.end})"


def parse(source: SourceFile, events: Events = fast_events) -> tuple[Document, ...]:
    """The documents of a source that hold anything, each with its tree and its problems."""
    whole = _read_json(source)
    if whole is not None:
        return (whole,)
    documents = []
    for part, start in _parts(source.text):
        document = _read(source, part, start, events)
        if document is not None:
            documents.append(document)
    return tuple(documents)


def _parts(text: str) -> Iterator[tuple[str, int]]:
    start = 0
    while True:
        cut = text.find(_CUT, start)
        end = len(text) if cut < 0 else cut
        part = text[start:end]
        content = part.lstrip(_BYTE_ORDER_MARK)
        match = _NO_CONTENT.match(content)
        if match is None or match.end() < len(content):
            yield content, end - len(content)
        if cut < 0:
            return
        start = cut + len(_CUT)


def _read_json(source: SourceFile) -> Document | None:
    text = source.text
    span, tagged = Span(0, len(text)), "{{" in text
    try:
        read = read_json(text)
    except Stop as stop:
        return Document(source, span, None, (stop.problem,), tagged)
    return None if read is None else Document(source, span, read[0], tuple(read[1]), tagged)


def _read(source: SourceFile, part: str, start: int, events: Events) -> Document | None:
    root, problems = _compose(part, start, events)
    if root is None and not problems:
        return None
    tagged = "{{" in part
    document = Document(source, Span(start, start + len(part)), root, tuple(problems), tagged)
    return _in_chart(document, part, events) if tagged and is_in_chart(source.path) else document


def _in_chart(document: Document, part: str, events: Events) -> Document:
    """The same document, but without a tree, if it stands where templates of charts do and is one."""
    kept, start = kept_from_helm(part), document.span.start
    sign = None if kept is None else Span(start + kept.start, start + kept.end)
    bad_key = next((problem.span for problem in document.problems if isinstance(problem, BadKey)), None)
    if bad_key is not None and is_of_chart(part):
        sign = sign or bad_key
    elif document.root is not None and sign is None:
        return document
    template = _template(document.source, part, start, events)
    problems = document.problems
    broken = [problem for problem in problems if isinstance(problem, BrokenYaml) and problem.chart]
    if broken:
        # Keys that are twice in it may stand in two branches.
        problems = tuple(broken)
    elif sign is not None and (document.root is not None or bad_key is not None or template is not None):
        problems = (BrokenYaml(sign, "the tags of a Helm chart are not filled in", chart=True),)
    return Document(document.source, document.span, None, problems, document.tagged, template)


_IDENTITY: Final = frozenset({"apiVersion", "kind"})
_UNTOLD: Final = lazy_pattern(r"^[ \t-]*(?:apiVersion|kind):.*\ue001", re.MULTILINE)


def _says_what_it_is(root: Mapping, problems: Iterable[Problem], covered: str) -> bool:
    """Whether the kinds of all objects, and the groups that they are of, are certain: not each branch another one."""
    twice = {problem.key.text for problem in problems if isinstance(problem, DuplicateKey)}
    return _IDENTITY.isdisjoint(twice) and root.entries.keys() >= _IDENTITY and not _UNTOLD.search(covered)


def _template(source: SourceFile, part: str, start: int, events: Events) -> Template | None:
    """What can be read of a document as a template of a Helm chart; None of one that has no object in it."""
    if not names_objects(part) or not (is_of_chart(part) or kept_from_helm(part) is not None):
        return None
    from argolint.syntax.charts import cover  # most runs see no chart

    covered = cover(part)
    root, problems = _compose(covered.text, start, events) if covered is not None else (None, [])
    if covered is None or not isinstance(root, Mapping) or not _says_what_it_is(root, problems, covered.text):
        return None
    text = source.text[:start] + covered.text + source.text[start + len(part) :]
    span = Span(start, start + len(part))
    document = Document(SourceFile(source.path, text), span, root, tuple(problems), "{{" in covered.text)
    gaps = tuple(gap._replace(start=start + gap.start, end=start + gap.end) for gap in covered.gaps)
    from argolint.syntax.certainty import Template

    return Template(document, gaps)


def _compose(part: str, start: int, events: Events, colons_refused: bool = True) -> tuple[Node | None, list[Problem]]:
    composer = Composer(part, start)
    try:
        root = composer.compose(events(part))
    except Stop as stop:
        return None, [*composer.problems, stop.problem]
    except (YAMLError, UnicodeEncodeError) as error:
        if colons_refused and is_colon_in_flow(error):
            return _compose(part, start, partial(events_with_colons, events=events), colons_refused=False)
        from argolint.syntax.broken import explain  # most runs never need it

        return None, [*composer.problems, explain(error, part, start)]
    is_empty = isinstance(root, Scalar) and root.start == root.end
    return None if is_empty else root, composer.problems
