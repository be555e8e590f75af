"""Which tasks Argo picks out of a `depends`, and whether the text is an expression."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from argolint.expressions.depends import ITEM_RESULTS, RESULTS, UNUSABLE_NAMES, check, operands

if TYPE_CHECKING:
    from pathlib import Path


def picked(text: str) -> dict[str, str]:
    """The names in a text with the kind of dependency that Argo makes of each."""
    kinds: dict[str, str] = {}
    for operand in operands(text):
        if operand.result in ITEM_RESULTS:
            kinds[operand.name] = "items"
        elif operand.result is None:
            kinds[operand.name] = "task"
        else:
            kinds.setdefault(operand.name, "task")
    return kinds


def test_argo_picks_the_same_names(facts: Path) -> None:
    entries = json.loads((facts / "languages" / "depends.json").read_text(encoding="utf-8"))
    for entry in entries:
        if "dependencies" in entry:
            assert sorted(picked(entry["text"]).items()) == sorted(map(tuple, entry["dependencies"])), entry["text"]


def test_argo_parses_the_same_texts(facts: Path) -> None:
    entries = json.loads((facts / "languages" / "depends.json").read_text(encoding="utf-8"))
    compared = 0
    for entry in entries:
        text = entry["text"]
        named = operands(text)
        if "{{" in text or not named or any(operand.name[0].isdigit() for operand in named):
            continue
        if entry["ok"]:
            assert check(text) is None, text
        elif entry["stage"] == "compile" and "==" not in text:
            assert check(text) is not None, text
        compared += 1
    assert compared > 100


@pytest.mark.parametrize(
    ("text", "underlined"),
    [
        ("A & B", "&"),
        ("A \x1c", "\x1c"),
        ("A\x1f&& B", "\x1f"),
        ("A &&& B", "&"),
        ("A B", "B"),
        ("A -B", "-B"),
        ("(A || B", "("),
        ("A || B)", ")"),
        ("A && || B", "||"),
        ("A_", "A_"),
        ("not.Failed", "not"),
    ],
)
def test_fault_is_placed(text: str, underlined: str) -> None:
    fault = check(text)
    assert fault is not None
    assert text[fault.start : fault.end] == underlined


def test_a_parenthesis_that_is_closed_is_not_the_open_one() -> None:
    fault = check("A && (B || (C) && !(D)")
    assert fault is not None
    assert fault.start == len("A && ")


def test_words_of_other_languages() -> None:
    helps = {text: fault.help for text in ("A and B", "A && not", "A && not.Failed") if (fault := check(text))}
    assert helps == {
        "A and B": "write `&&`",
        "A && not": "write `!`",
        "A && not.Failed": "give the task another name",
    }


def test_a_text_that_ends_too_early() -> None:
    fault = check("A && ")
    assert fault is not None
    assert fault.start == fault.end == len("A &&")


@pytest.mark.parametrize("text", ["A != B", "A ? B : C", "A; B", "A /* B */", "A // B", "!(A && B.Failed)"])
def test_the_larger_language_is_left_alone(text: str) -> None:
    assert check(text) is None


def test_results_are_no_unusable_names() -> None:
    assert not UNUSABLE_NAMES & {result.lower() for result in RESULTS}
