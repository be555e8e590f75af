"""Every rule has a page, every page a rule, and every example on a page finds what it says."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from argolint import resources
from argolint.project.fixing import mend
from argolint.project.outcome import Report
from argolint.project.session import Settings, check_sources
from argolint.rules.registry import all_rules, find_rule
from argolint.schema.versions import DEFAULT
from argolint.schema.versions import parse as parse_version
from argolint.scripts.remarks import tool
from argolint.source import SourceFile
from tests.goldens import UPDATE
from tests.pages.page import Example, Expected, Page, PageError, Rendered, read_page, with_fixed, without_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from argolint.diagnostic import Diagnostic

_PAGES = sorted(Path(resources.folder("rules")).glob("*.md"))
_PAGE = {path.stem: path for path in _PAGES}
_SECTIONS = ["Why", "Bad", "Good"]
_WITHOUT_MANIFEST = frozenset({"unreadable-file", "failed-rendering"})
"""Rules on what no page can hold: files that are no text, and what another program makes of a folder."""
TOOLS = {"shell-mistake": "shellcheck", "shell-style": "shellcheck", "python-mistake": "ruff"}
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
    needed = TOOLS.get(name)
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


@pytest.mark.parametrize(("name", "example"), list(examples()))
def test_an_example_shows_what_the_fix_of_its_rule_gives(name: str, example: Example) -> None:
    """The findings with a fix are gone after it, and nothing new is found; the text shown is the text made."""
    before = check(name, example)

    def report(files: Iterable[SourceFile]) -> Report:
        files = tuple(files)
        found = check(name, replace(example, files=files))
        return Report(files, (), tuple(one for one in found if one.rule == name))

    def again(texts: Mapping[str, str]) -> Report:
        return report(SourceFile(file.path, texts.get(file.path, file.text)) for file in example.files)

    mended = mend(report(example.files), again, unsafe=True)
    shown = without_marks(_shown(example, mended.texts))
    if UPDATE and shown != (example.fixed or ""):
        path = _PAGE[name]
        path.write_text(with_fixed(path.read_text(encoding="utf-8"), example, shown), encoding="utf-8")
        pytest.fail("the page was rewritten: run the test again")
    assert shown == (example.fixed or ""), "a `yaml fixed` block shows what the fix gives: ARGOLINT_UPDATE_GOLDENS=1"
    after = check(name, replace(example, files=mended.report.files))
    assert not Counter(map(_said, after)) - Counter(map(_said, before)), "\n".join(map(_told, after))
    assert not [one for one in after if one.rule == name and one.fix is not None]


def _said(diagnostic: Diagnostic) -> tuple[str, str, str]:
    return diagnostic.file, diagnostic.rule, diagnostic.message


def _shown(example: Example, texts: Mapping[str, str]) -> str:
    """The mended text of an example of one file; of several files those that changed, each under its name."""
    if len(example.files) == 1:
        return "".join(texts.values())
    return "".join(f"# --- {path}\n{text}" for path, text in texts.items())


def _told(diagnostic: Diagnostic) -> str:
    line, column = diagnostic.start
    return f"{diagnostic.file}:{line}:{column} {diagnostic.severity}[{diagnostic.rule}] {diagnostic.message}"
