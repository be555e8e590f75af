"""Reads the page of a rule: its heading, its facts, and the examples with the findings that they expect."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from argolint.source import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ONLY_FILE = "example.yaml"
"""The name of an example that is one file."""

_FACTS = re.compile(r"<!-- (?P<severity>\w+) · (?P<group>\w+) · since (?P<since>\S+) -->")
FENCE = re.compile(r"^```(?P<info>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
_FILE = re.compile(r"^# --- (\S+)[ \t]*\n", re.MULTILINE)
_MARK = re.compile(r"#\s*(?P<severity>error|warning|info):\s*\[(?P<rules>[^\]]*)\]")
_MARK_AT_END = re.compile(r"[ \t]*#\s*(?:error|warning|info):\s*\[[^\]]*\][ \t]*$", re.MULTILINE)
_RENDERED = re.compile(
    r"(?:(?P<path>[^\s:]+):)?(?P<line>\d+):(?P<column>\d+):? "
    r"(?P<severity>\w+)\[(?P<rule>[\w-]+)\]:? (?P<message>.+)"
)


class PageError(Exception):
    """The page is not in the form that all pages have."""


class Expected(NamedTuple):
    """A finding that an example announces."""

    file: str
    line: int
    severity: str
    rule: str


class Rendered(NamedTuple):
    """A finding that an example announces with column and message."""

    file: str
    line: int
    column: int
    severity: str
    rule: str
    message: str


@dataclass(frozen=True)
class Example:
    """One manifest, or several that belong together, and what a check of it finds."""

    section: str
    line: int
    text: str
    files: tuple[SourceFile, ...]
    marks: frozenset[Expected]
    version: str | None = None
    rendered: tuple[Rendered, ...] = ()
    fixed: str | None = None

    @property
    def expected(self) -> frozenset[Expected]:
        """All findings, those marked in the text and those listed behind it."""
        return self.marks | {Expected(one.file, one.line, one.severity, one.rule) for one in self.rendered}


@dataclass(frozen=True)
class Page:
    """A page as read."""

    name: str
    severity: str
    group: str
    since: str
    summary: str
    sections: tuple[str, ...]
    examples: tuple[Example, ...]


class _Fence(NamedTuple):
    section: str
    line: int
    info: list[str]
    text: str


def read_page(path: Path) -> Page:
    """The page in a file; raises `PageError`."""
    return parse_page(path.read_text(encoding="utf-8"))


def parse_page(text: str) -> Page:
    """The page in a text; raises `PageError`."""
    heading, facts_line, summary = _top(text)
    facts = _FACTS.fullmatch(facts_line)
    if facts is None:
        raise PageError(f"the second paragraph must read `<!-- severity · group · since X -->`, not {facts_line!r}")
    return Page(
        name=heading.removeprefix("# "),
        severity=facts["severity"],
        group=facts["group"],
        since=facts["since"],
        summary=" ".join(summary.split()),
        sections=tuple(_SECTION.findall(FENCE.sub("", text))),
        examples=tuple(_examples(list(_fences(text)))),
    )


def without_marks(text: str) -> str:
    """A text as it would be without the comments that tell where findings are due."""
    return _MARK_AT_END.sub("", text)


def with_fixed(text: str, example: Example, fixed: str) -> str:
    """A page on which an example is followed by what its fix gives."""
    fences = list(FENCE.finditer(text))
    at = next(index for index, fence in enumerate(fences) if fence["text"] == example.text)
    example = fences[at]
    end = example.end()
    for follower in fences[at + 1 :]:
        if follower["info"].split() == ["findings"]:
            end = follower.end()
        elif follower["info"].split() == ["yaml", "fixed"]:
            return f"{text[: follower.start('text')]}{fixed}{text[follower.end('text') :]}"
        else:
            break
    return f"{text[:end]}\n\n```yaml fixed\n{fixed}```{text[end:]}"


def _top(text: str) -> tuple[str, str, str]:
    paragraphs = text.split("\n\n", 3)
    if len(paragraphs) < 3 or not paragraphs[0].startswith("# "):
        raise PageError("a page opens with `# name`, a line of facts, and a paragraph, parted by empty lines")
    return paragraphs[0], paragraphs[1], paragraphs[2]


def _fences(text: str) -> Iterator[_Fence]:
    starts = [(match.start(), match[1]) for match in _SECTION.finditer(text)]
    for fence in FENCE.finditer(text):
        section = next((title for start, title in reversed(starts) if start < fence.start()), "")
        yield _Fence(section, text.count("\n", 0, fence.start()) + 1, fence["info"].split(), fence["text"])


def _examples(fences: list[_Fence]) -> Iterator[Example]:
    """The manifests of the sections Bad and Good, each with what follows it: `findings`, `yaml fixed`."""
    for index, fence in enumerate(fences):
        if fence.section not in ("Bad", "Good") or fence.info[:1] != ["yaml"] or "fixed" in fence.info:
            continue
        rendered: tuple[Rendered, ...] = ()
        fixed = None
        for follower in fences[index + 1 :]:
            if follower.info == ["findings"]:
                rendered = tuple(_rendered(follower))
            elif follower.info == ["yaml", "fixed"]:
                fixed = follower.text
            else:
                break
        files = tuple(parted(fence.text))
        yield Example(fence.section, fence.line, fence.text, files, marked(files), _version(fence), rendered, fixed)


def _version(fence: _Fence) -> str | None:
    settings = dict(word.split("=", 1) for word in fence.info[1:] if "=" in word)
    if len(settings) != len(fence.info) - 1 or not settings.keys() <= {"argo"}:
        raise PageError(f"line {fence.line}: an example is ```yaml or ```yaml argo=X.Y, not {fence.info}")
    return settings.get("argo")


def parted(text: str) -> Iterator[SourceFile]:
    first, *rest = _FILE.split(text)
    if not rest:
        yield SourceFile(ONLY_FILE, first)
    elif first.strip():
        raise PageError("text before the first `# --- path` belongs to no file")
    for path, content in zip(rest[::2], rest[1::2], strict=True):
        yield SourceFile(path, content)


def marked(files: tuple[SourceFile, ...]) -> frozenset[Expected]:
    return frozenset(
        Expected(file.path, number, mark["severity"], rule.strip())
        for file in files
        for number, line in enumerate(file.text.split("\n"), 1)
        for mark in _MARK.finditer(line)
        for rule in mark["rules"].split(",")
    )


def _rendered(fence: _Fence) -> Iterator[Rendered]:
    for line in fence.text.splitlines():
        match = _RENDERED.fullmatch(line)
        if match is None:
            raise PageError(f"line {fence.line}: {line!r} is no `LINE:COLUMN severity[rule] message`")
        yield Rendered(
            match["path"] or ONLY_FILE,
            int(match["line"]),
            int(match["column"]),
            match["severity"],
            match["rule"],
            match["message"],
        )
