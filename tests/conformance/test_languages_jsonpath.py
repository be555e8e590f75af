"""Both JSONPath languages: argolint refuses the paths that their libraries refuse, and no other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from argolint.expressions.jsonpath import selector, template
from argolint.schema.versions import Version

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.conformance

OLD, NEW = Version(3, 4), Version(4, 1)
DIFFERENCES: dict[str, str] = {}
"""Texts that argolint judges in another way on purpose, and why."""
REFUSALS_OF_OLD = ("strconv.Atoi", "only support one range", "should start with", "len(tail)", "in filter")
FAILURES_OF_TEMPLATES = ("unrecognized identifier", "not in range")


def entries(facts: Path, language: str) -> list[dict[str, Any]]:
    """All recorded paths of a language."""
    text = (facts / "languages" / "jsonpath.json").read_text(encoding="utf-8")
    return [entry for entry in json.loads(text) if entry["lang"] == language]


def test_paths_of_the_function(facts: Path) -> None:
    found = entries(facts, "jsonpath-function")
    differences = {e["text"] for e in found if bool(selector.parse(e["text"], NEW).problems) == e["compile_ok"]}
    assert differences == set(DIFFERENCES)
    assert len(found) > 80


def test_paths_of_the_function_in_old_releases(facts: Path) -> None:
    differences = set()
    for entry in entries(facts, "jsonpath-function"):
        old = entry.get("versions", {}).get("3.4")
        if old is None and not entry["ok"]:
            continue  # it fails in both, for reasons that were recorded for one
        refused = old is not None and any(part in old.get("message", "") for part in REFUSALS_OF_OLD)
        if bool(selector.parse(entry["text"], OLD).problems) != refused:
            differences.add(entry["text"])
    assert differences == set(DIFFERENCES)


def test_templates(facts: Path) -> None:
    found = entries(facts, "jsonpath-valuefrom")
    differences = set()
    for entry in found:
        message = entry.get("message", "")
        refused = entry.get("stage") == "parse" or any(part in message for part in FAILURES_OF_TEMPLATES)
        read = template.parse(entry["text"])
        if (bool(read.problems), read.literal) != (refused, entry["literal"]):
            differences.add(entry["text"])
    assert differences == set(DIFFERENCES)
    assert len(found) > 80
