"""A `when` parses, and gives what it gives, exactly where govaluate and Argo say so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from argolint.expressions import when
from argolint.expressions.when import Kind, Outcome, When
from argolint.expressions.when.values import types_of

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.conformance

DIFFERENCES: dict[str, str] = {}
"""Texts that argolint judges in another way on purpose, and why."""

TYPES = {"bool": "boolean", "float64": "number", "string": "text", "[]interface {}": "list", "<nil>": "nothing"}
KINDS = {
    Kind.NUMBER: "NUMERIC", Kind.BOOLEAN: "BOOLEAN", Kind.TEXT: "STRING", Kind.PATTERN: "PATTERN",
    Kind.TIME: "TIME", Kind.WORD: "VARIABLE", Kind.FIELD: "ACCESSOR", Kind.PREFIX: "PREFIX",
    Kind.ARITHMETIC: "MODIFIER", Kind.COMPARISON: "COMPARATOR", Kind.LOGIC: "LOGICALOP",
    Kind.CHOICE: "TERNARY", Kind.COMMA: "SEPARATOR", Kind.OPEN: "CLAUSE", Kind.CLOSE: "CLAUSE_CLOSE",
}  # fmt: skip
STAGES = {"reparse": "parse"}


def entries(facts: Path) -> list[dict[str, Any]]:
    """All recorded texts; verdicts are the same for all versions."""
    found: list[dict[str, Any]] = json.loads((facts / "languages" / "when.json").read_text(encoding="utf-8"))
    assert len(found) > 250
    assert not any("versions" in entry for entry in found)
    return found


def read(entry: dict[str, Any], *, words_are_texts: bool = True) -> tuple[When, Outcome]:
    """The text after substitution, read and evaluated."""
    found = when.parse(entry.get("after", entry["text"]), words_are_texts=words_are_texts)
    return found, when.evaluate(found)


def stage(found: When, outcome: Outcome) -> str | None:
    """Where a text fails, in the words of the records."""
    if found.problems:
        return "parse"
    if outcome.failed:
        return "evaluate"
    return "not-boolean" if outcome.problem is not None else None


def test_where_it_fails(facts: Path) -> None:
    differences = set()
    for entry in entries(facts):
        wanted = STAGES.get(entry.get("stage"), entry.get("stage"))
        if stage(*read(entry)) != wanted:
            differences.add(entry["text"])
    assert differences == set(DIFFERENCES)


def test_what_it_gives(facts: Path) -> None:
    differences = set()
    for entry in entries(facts):
        if entry.get("type"):
            value = read(entry)[1].value
            types = {kind.value for kind in types_of(value)}
            if types != {TYPES[entry["type"]]} or value != entry["value"]:
                differences.add(entry["text"])
    assert differences == set(DIFFERENCES)


def test_what_it_is_made_of(facts: Path) -> None:
    differences = set()
    for entry in entries(facts):
        if entry.get("tokens"):
            found, _ = read(entry, words_are_texts=False)
            if [KINDS[token.kind] for token in found.tokens] != [kind for kind, _ in entry["tokens"]]:
                differences.add(entry["text"])
    assert differences == set(DIFFERENCES)


def test_what_it_gives_in_a_cron_workflow(facts: Path) -> None:
    differences = {
        entry["text"]
        for entry in entries(facts)
        if "cron_ok" in entry and (read(entry, words_are_texts=False)[1].problem is None) != entry["cron_ok"]
    }
    assert differences == set(DIFFERENCES)
