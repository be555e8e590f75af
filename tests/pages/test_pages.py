"""Every rule has a page, every page a rule, and every example on a page finds what it says."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from argolint import resources
from argolint.project.session import Settings, check_sources
from argolint.rules.registry import all_rules, find_rule
from argolint.schema.versions import DEFAULT
from argolint.schema.versions import parse as parse_version
from argolint.scripts.remarks import tool
from tests.pages.page import Example, Expected, Page, PageError, Rendered, read_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argolint.diagnostic import Diagnostic

_PAGES = sorted(Path(resources.folder("rules")).glob("*.md"))
_PAGE = {path.stem: path for path in _PAGES}
_SECTIONS = ["Why", "Bad", "Good"]
_WITHOUT_MANIFEST = frozenset({"unreadable-file"})
"""Rules on files that no page can hold, since they are no text."""
_TOOLS = {"shell-mistake": "shellcheck", "shell-style": "shellcheck", "python-mistake": "ruff"}
"""Rules that ask another program, which need not be installed."""


@cache
def page(name: str) -> Page:
    return read_page(_PAGE[name])


def examples() -> Iterable[object]:
    for name in _PAGE:
        try:
            found = page(name).examples
        except PageError:  # the page's own test tells
            continue
        for example in found:
            yield pytest.param(name, example, id=f"{name}-{example.section.lower()}-{example.line}")


def check(name: str, example: Example) -> tuple[Diagnostic, ...]:
    """What the rules that speak unasked find, and the rule of the page."""
    version = parse_version(example.version) if example.version else DEFAULT
    rules = tuple(rule.name for rule in all_rules() if rule.default or rule.name == name)
    return check_sources(example.files, Settings(argo_version=version, select=rules)).diagnostics


def test_rules_and_pages_are_pairs() -> None:
    assert {rule.name for rule in all_rules()} == set(_PAGE)


@pytest.mark.parametrize("name", _PAGE)
def test_a_page_has_the_form_of_all_pages(name: str) -> None:
    read = page(name)
    rule = find_rule(name)
    assert rule is not None
    assert (read.name, read.severity, read.group, read.since) == (
        rule.name,
        rule.severity,
        rule.group,
        rule.since,
    )
    assert read.summary == rule.summary
    assert [title for title in read.sections if title in _SECTIONS] == _SECTIONS
    if name not in _WITHOUT_MANIFEST:
        assert {example.section for example in read.examples} == {"Bad", "Good"}


@pytest.mark.parametrize(("name", "example"), list(examples()))
def test_an_example_finds_what_it_says(name: str, example: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    needed = _TOOLS.get(name)
    if needed is not None and tool(needed) is None:
        pytest.skip(f"{needed} is not installed")
    if name == "missing-script-tool":
        monkeypatch.setattr("argolint.scripts.remarks.tool", lambda _: None if example.section == "Bad" else "")
    found = check(name, example)
    seen = {Expected(one.file, one.line, one.severity.value, one.rule) for one in found}
    assert sorted(seen) == sorted(example.expected), "\n".join(map(_told, found))
    whole = {Rendered(one.file, one.line, one.column, one.severity.value, one.rule, one.message) for one in found}
    assert set(example.rendered) <= whole, "\n".join(map(_told, found))
    if example.section == "Bad":
        assert name in {one.rule for one in found}, "a bad example shows the rule of its page"
    if example.fixed is not None:
        assert _mended(example, found) == example.fixed


def _told(diagnostic: Diagnostic) -> str:
    line, column = diagnostic.start
    return f"{diagnostic.file}:{line}:{column} {diagnostic.severity}[{diagnostic.rule}] {diagnostic.message}"


def _mended(example: Example, found: Iterable[Diagnostic]) -> str:
    """The text of an example of one file after all fixes."""
    text = example.files[0].text
    edits = sorted({(edit.span, edit.text) for one in found if one.fix for edit in one.fix.edits}, reverse=True)
    for span, replacement in edits:
        text = text[: span.start] + replacement + text[span.end :]
    return text
