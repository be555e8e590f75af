"""A field that became a list is put into one, however it was written."""

from __future__ import annotations

import textwrap
from types import SimpleNamespace
from typing import cast

import pytest

from argolint.rules.removed_field import removed_field
from argolint.schema import DEFAULT
from argolint.schema.problems import UnknownField
from argolint.schema.walk import check
from argolint.source import SourceFile
from argolint.syntax import parse
from argolint.syntax.nodes import Mapping

CASES = {
    "block map": (
        "mutex:\n  name: m\n  # why\n  namespace: n",
        "mutexes:\n  - name: m\n    # why\n    namespace: n",
    ),
    "nested block map": (
        "semaphore:\n  configMapKeyRef:\n    name: n\n    key: k",
        "semaphores:\n  - configMapKeyRef:\n      name: n\n      key: k",
    ),
    "flow map": ("mutex: {name: m}", "mutexes: [{name: m}]"),
    "quoted": ("schedule: '0 3 * * *'", "schedules: ['0 3 * * *']"),
    "plain": ("schedule: 0,30 3 * * *", 'schedules: ["0,30 3 * * *"]'),
}
HEADS = {
    "mutex": "kind: Workflow\nspec:\n  synchronization:\n    ",
    "schedule": "kind: CronWorkflow\nspec:\n  ",
}


def mended(text: str) -> str | None:
    source = SourceFile("x.yaml", text)
    (document,) = parse(source)
    assert isinstance(document.root, Mapping)
    kind = text.split("\n", 1)[0].removeprefix("kind: ")
    (problem,) = [p for p in check(document.root, kind, DEFAULT) if isinstance(p, UnknownField)]
    (hit,) = removed_field(problem, cast("object", SimpleNamespace(version=DEFAULT, document=document)))  # type: ignore[arg-type]
    if hit.fix is None:
        return None
    assert hit.fix.safe
    for change in sorted(hit.fix.changes, key=lambda one: one.span, reverse=True):
        text = text[: change.span.start] + change.text + text[change.span.end :]
    return text


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES)
def test_the_value_becomes_the_only_item(before: str, after: str) -> None:
    head = HEADS["schedule" if before.startswith("schedule") else "mutex"]
    indent = " " * (len(head) - head.rindex("\n") - 1)
    text, wanted = (head + textwrap.indent(one, indent).lstrip() + "\n" for one in (before, after))
    assert mended(text) == wanted


def test_no_fix_where_the_list_is_there_already() -> None:
    assert mended("kind: CronWorkflow\nspec:\n  schedule: a\n  schedules: [b]\n") is None


def test_no_fix_where_nothing_takes_its_place() -> None:
    assert mended("kind: Workflow\nspec:\n  podPriority: 5\n") is None
