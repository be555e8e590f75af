"""Reads the lines of the fact files: what users and Argo's linter miss, with a small case for each."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, NamedTuple

from tests.pages.page import FENCE, Expected, marked, parted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.source import SourceFile

FOLDER = Path(__file__).parent / "lines"

_LINE = re.compile(r"^## (.+)$", re.MULTILINE)
_SHOWN_BY = re.compile(r"hown by `([^`]+)`")
_HEAD = "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: test}\nspec:\n"
_TEMPLATES = _HEAD + "  entrypoint: main\n  templates:\n"
_AROUND = {"spec": (_HEAD, 2), "templates": (_TEMPLATES, 2), "main": (_TEMPLATES + "  - name: main\n", 4)}
"""What stands around a case that is only a part of a Workflow, and how deep it lies."""


class Case(NamedTuple):
    """A manifest, or several that belong together, and the findings marked in it."""

    files: tuple[SourceFile, ...]
    marks: frozenset[Expected]


class Line(NamedTuple):
    """One line of a fact file: its cases, and the tests elsewhere that show what no case can."""

    file: str
    title: str
    cases: tuple[Case, ...]
    tests: tuple[str, ...]


def lines() -> Iterator[Line]:
    """All lines of all fact files, in order."""
    for path in sorted(FOLDER.glob("*.md")):
        _, *rest = _LINE.split(path.read_text(encoding="utf-8"))
        for title, text in zip(rest[::2], rest[1::2], strict=True):
            cases = tuple(_case(fence["info"].split(), fence["text"]) for fence in FENCE.finditer(text))
            yield Line(path.stem, title, cases, tuple(_SHOWN_BY.findall(text)))


def _case(info: list[str], text: str) -> Case:
    language, *part = info
    if language != "yaml" or len(part) > 1:
        raise ValueError(f"a case is ```yaml, ```yaml spec, ```yaml templates or ```yaml main, not {info}")
    head, depth = _AROUND[part[0]] if part else ("", 0)
    files = tuple(parted(head + indent(text, " " * depth)))
    return Case(files, marked(files))
