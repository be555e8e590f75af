"""Filters of jq: argolint refuses those that gojq does not parse or compile, and no other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from argolint.expressions import jq
from argolint.schema.versions import Version

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.conformance

VERSIONS = (Version(4, 1), Version(3, 4))
DIFFERENCES: dict[str, str] = {}
"""Texts that argolint judges in another way on purpose, and why."""
COMPILE_MESSAGES = ("not defined", "is not allowed", "cannot load module", "missing query")


def recorded(entry: dict[str, Any], version: Version) -> dict[str, Any]:
    """What gojq said; an older verdict is recorded only where it differs."""
    return {**entry, **entry.get("versions", {}).get(str(version), {})}


def entries(facts: Path) -> list[dict[str, Any]]:
    """All recorded filters."""
    found: list[dict[str, Any]] = json.loads((facts / "languages" / "jq.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("version", VERSIONS, ids=str)
def test_what_parses(facts: Path, version: Version) -> None:
    differences = {
        entry["text"]
        for entry in entries(facts)
        if (jq.parse(entry["text"], version).tree is not None) != bool(entry.get("parse_ok"))
    }
    assert differences == set(DIFFERENCES)


@pytest.mark.parametrize("version", VERSIONS, ids=str)
def test_what_compiles(facts: Path, version: Version) -> None:
    differences = set()
    for entry in entries(facts):
        verdict = recorded(entry, version)
        message = "" if verdict["ok"] else verdict["message"]
        refused = not entry.get("parse_ok") or any(part in message for part in COMPILE_MESSAGES)
        if bool(jq.parse(entry["text"], version).problems) != refused:
            differences.add(entry["text"])
    assert differences == set(DIFFERENCES)


def test_there_is_enough_to_compare(facts: Path) -> None:
    assert len(entries(facts)) > 80
