"""Comments are written for all findings: then none is left, none of them is of no use, and nothing else has changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from argolint import resources
from argolint.project.ignoring import add_ignores
from argolint.project.session import Settings, check_sources
from argolint.project.suppression import UNTOLD
from argolint.rules.registry import all_rules
from argolint.source import SourceFile
from tests.pages.page import PageError, read_page

if TYPE_CHECKING:
    from argolint.project.outcome import Report

RULES = tuple(rule.name for rule in all_rules() if rule.default)
PAGES = sorted(Path(resources.folder("rules")).glob("*.md"))


def check(*sources: SourceFile) -> Report:
    return check_sources(sources, Settings())


def ignored(text: str, reason: str = "") -> str:
    report = check(SourceFile("a.yaml", text))
    return add_ignores(report, lambda _: False, reason).texts.get("a.yaml", text)


FLOW = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: a-
spec:
  entrypoint: mein   # later
  templates:
    - name: main
      container:
        image: busybox:1.37
        comand: [date]
        args:
          [1,
           2]
    - name: say
      script:
        image: busybox:1.37
        command: [sh]
        source: |
          echo {{inputs.parameters.x}}
          echo {{inputs.parameters.y}}
"""


def test_comments_stand_where_there_is_room() -> None:
    made = ignored(FLOW)
    assert "unused-suppression" not in {one.rule for one in check(SourceFile("a.yaml", made)).diagnostics}
    for line in ("unknown-entrypoint", "unknown-field", "wrong-type"):
        assert f"ignore[{line}" in made
    assert [line.split("  # argolint")[0] for line in made.splitlines() if not line.strip().startswith("# arg")] == (
        FLOW.splitlines()
    )


def test_a_second_time_changes_nothing() -> None:
    assert ignored(ignored(FLOW)) == ignored(FLOW)


def test_reasons_are_written() -> None:
    assert "entrypoint: mein   # later  # argolint: ignore[unknown-entrypoint] not yet\n" in ignored(FLOW, "not yet")


def test_line_ends_stay() -> None:
    made = ignored(FLOW.replace("\n", "\r\n"))
    assert made.count("\n") == made.count("\r\n")


def test_json_has_no_room() -> None:
    text = '{"apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow", "metadata": {"name": "a"}, "spec": {"x": 1}}'
    report = check(SourceFile("a.json", text))
    made = add_ignores(report, lambda _: False)
    assert (made.texts, made.ignored) == ({}, ())
    assert len(made.left) == len(report.diagnostics) > 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_of_every_bad_example_nothing_is_left(page: Path) -> None:
    try:
        examples = read_page(page).examples
    except PageError:
        return
    for example in examples:
        if example.section != "Bad":
            continue
        report = check(*example.files)
        made = add_ignores(report, lambda _: False)
        after = check(*(SourceFile(file.path, made.texts.get(file.path, file.text)) for file in example.files))
        left = {(found.rule, found.message) for found in made.left}
        assert {(one.rule, one.message) for one in after.diagnostics if one.rule not in UNTOLD} <= left
