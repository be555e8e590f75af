"""Each line of the fact files is told, at its place, or stays silent where it should."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argolint.project.session import Settings, check_sources
from argolint.rules.registry import all_rules
from argolint.schema.versions import DEFAULT
from tests.conformance.fact_lines import FOLDER, Case, Line, lines
from tests.pages.page import Expected
from tests.pages.test_pages import TOOLS, tool

if TYPE_CHECKING:
    from argolint.diagnostic import Diagnostic

_LINES = list(lines())
_CASES = [
    pytest.param(case, id=f"{line.file} {line.title} {number}")
    for line in _LINES
    for number, case in enumerate(line.cases, 1)
]
_NUMBERED = {"users-asks": 26, "users-corrections": 7, "users-do-not-warn": 7, "peer-must-accept": 5}
"""How many lines the numbered lists have."""


@pytest.mark.parametrize(("file", "count"), _NUMBERED.items())
def test_no_number_is_left_out(file: str, count: int) -> None:
    numbers = [int(line.title.partition(" ")[0]) for line in _LINES if line.file == file]
    assert numbers == list(range(1, count + 1))


@pytest.mark.parametrize("line", _LINES, ids=lambda line: f"{line.file} {line.title}")
def test_a_line_is_shown(line: Line) -> None:
    assert line.cases or line.tests
    assert [test for test in line.tests if not (FOLDER.parents[2] / test).exists()] == []


@pytest.mark.parametrize("case", _CASES)
def test_a_case_finds_what_it_says(case: Case) -> None:
    missing = {name for mark in case.marks if (name := TOOLS.get(mark.rule)) is not None and tool(name) is None}
    if missing:
        pytest.skip(f"not installed: {', '.join(sorted(missing))}")
    found = _check(case)
    seen = {Expected(one.file, one.line, one.severity.value, one.rule) for one in found}
    # Notes of style are asked for where a line is about them, and nobody's business elsewhere.
    told = {one for one in seen if one.severity != "info" or one in case.marks}
    assert sorted(told) == sorted(case.marks), "\n".join(f"{one.line}: {one.rule}: {one.message}" for one in found)


def _check(case: Case) -> tuple[Diagnostic, ...]:
    """What the rules that speak unasked find, and those that the case names."""
    named = {mark.rule for mark in case.marks}
    chosen = tuple(rule.name for rule in all_rules() if rule.default or rule.name in named)
    return check_sources(case.files, Settings(argo_version=DEFAULT, select=chosen)).diagnostics
