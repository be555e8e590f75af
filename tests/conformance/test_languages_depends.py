"""A `depends` names the tasks, is refused and gives what Argo's code and its expression library say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from argolint.expressions import depends
from argolint.schema.versions import SUPPORTED, Version

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.conformance

DIFFERENCES: dict[str, str] = {}
"""Texts that argolint judges in another way on purpose, and why."""


def entries(facts: Path, version: Version) -> list[dict[str, Any]]:
    """What was recorded for a version; an older verdict is recorded only where it differs."""
    found = json.loads((facts / "languages" / "depends.json").read_text(encoding="utf-8"))
    assert len(found) > 100
    return [{**entry, **entry.get("versions", {}).get(str(version), {})} for entry in found]


@pytest.fixture(scope="module")
def tasks(facts: Path) -> dict[str, bool]:
    """The tasks beside it, each with whether it loops over items."""
    inputs = json.loads((facts / "languages" / "inputs.json").read_text(encoding="utf-8"))
    return {name: end.startswith("items:") for name, end in inputs["depends_tasks"].items()}


def stage(read: depends.Depends, tasks: dict[str, bool]) -> str | None:
    """Where a text fails, in the words of the records and in Argo's order."""
    results = {operand.result for operand in read.operands} - {None, *depends.RESULTS}
    if results:
        return "result-word"
    if any(operand.name not in tasks for operand in read.operands):
        return "unknown-task"
    if any(operand.result in depends.ITEM_RESULTS and not tasks[operand.name] for operand in read.operands):
        return "no-items"
    return "compile" if read.problems else None


@pytest.mark.parametrize("version", SUPPORTED, ids=str)
def test_where_it_fails(facts: Path, tasks: dict[str, bool], version: Version) -> None:
    differences = {
        entry["text"]
        for entry in entries(facts, version)
        if stage(depends.parse(entry["text"], version), tasks)
        != (None if entry["ok"] else entry.get("stage", "compile"))
    }
    assert differences == set(DIFFERENCES)


@pytest.mark.parametrize("version", SUPPORTED, ids=str)
def test_what_is_evaluated(facts: Path, version: Version) -> None:
    differences = {
        entry["text"]
        for entry in entries(facts, version)
        if "evaluated" in entry and depends.parse(entry["text"], version).evaluated != entry["evaluated"]
    }
    assert differences == set(DIFFERENCES)
