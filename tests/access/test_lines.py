"""Each line of what is known about rights: derived as it says, or told by a rule with a page of its own."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, NamedTuple

import pytest

from argolint.project.session import Settings, check_sources
from argolint.rules.registry import all_rules
from argolint.schema.versions import DEFAULT
from argolint.source import SourceFile
from tests.access.resource_cases import CUSTOM_KINDS
from tests.access.support import derived, shown
from tests.pages.page import Expected, marked

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILE = Path(__file__).parent / "lines" / "rbac.md"
_CHECKOUT = Path(__file__).parents[2]
_LINE = re.compile(r"^## (.+)\n(?s:(.*?))(?=^## |\Z)", re.MULTILINE)
_FENCE = re.compile(r"^```(?P<info>\w+)(?: (?P<more>\w+))?\n(?P<text>(?s:.*?))^```$", re.MULTILINE)
_TESTS = re.compile(r"`([^`]+)`")
_REMARK = "? "
_HEAD = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: a-, namespace: here}
spec:
  entrypoint: main
  serviceAccountName: worker
  templates:
  - name: main
"""


class Line(NamedTuple):
    """A line: a template with the rights that it needs or the marks in it, or the tests that show it."""

    title: str
    template: str
    rights: str | None
    account: str
    tests: tuple[str, ...]

    @property
    def workflow(self) -> str:
        """The workflow with that template."""
        return _HEAD + indent(self.template, "    ")


def _lines() -> Iterator[Line]:
    for title, text in _LINE.findall(_FILE.read_text(encoding="utf-8")):
        fences = {at["info"]: at for at in _FENCE.finditer(text)}
        template, rights = fences.get("yaml"), fences.get("rights")
        yield Line(
            title,
            template["text"] if template is not None else "",
            rights["text"] if rights is not None else None,
            (rights["more"] if rights is not None else None) or "worker",
            tuple(_TESTS.findall(text)) if template is None else (),
        )


_ALL = list(_lines())


def _named(lines: list[Line]) -> list[object]:
    return [pytest.param(line, id=line.title) for line in lines]


def test_no_section_is_left_out() -> None:
    # The fifteenth tells how it was measured.
    assert sorted({int(line.title.split()[0]) for line in _ALL}) == [*range(1, 15), 16]
    assert all(line.template or line.tests for line in _ALL)


@pytest.mark.parametrize("line", _named([at for at in _ALL if at.tests]))
def test_a_line_is_shown_elsewhere(line: Line) -> None:
    assert [at for at in line.tests if not (_CHECKOUT / at).exists()] == []


@pytest.mark.parametrize("line", _named([at for at in _ALL if at.rights is not None]))
def test_what_a_line_needs(line: Line) -> None:
    assert line.rights is not None
    wanted = line.rights.splitlines()
    found = derived(line.workflow, CUSTOM_KINDS)
    reporting = "workflowtaskresults" in line.rights
    assert shown(found, account=line.account, reporting=reporting) == {at for at in wanted if at[:2] != _REMARK}
    remarks = [at.removeprefix(_REMARK) for at in wanted if at[:2] == _REMARK]
    assert len(found.remarks) == len(remarks), found.remarks
    assert all(part in at.message for part, at in zip(remarks, found.remarks, strict=True))


@pytest.mark.parametrize("line", _named([at for at in _ALL if at.template and at.rights is None]))
def test_what_a_rule_tells(line: Line) -> None:
    source = SourceFile("a.yaml", line.workflow)
    marks = marked((source,))
    assert marks
    assert all((_CHECKOUT / "rules" / f"{mark.rule}.md").exists() for mark in marks)
    named = {mark.rule for mark in marks}
    chosen = tuple(rule.name for rule in all_rules() if rule.default or rule.name in named)
    report = check_sources((source,), Settings(argo_version=DEFAULT, select=chosen))
    seen = {Expected(at.file, at.line, at.severity.value, at.rule) for at in report.diagnostics}
    assert {at for at in seen if at.severity != "info"} == marks
