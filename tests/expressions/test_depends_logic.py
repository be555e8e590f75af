"""What a `depends` can come to, outcome by outcome."""

from __future__ import annotations

import pytest

from argolint.expressions.depends.logic import outcomes, parse, tasks, verdicts
from argolint.expressions.tags import PLACEHOLDER


@pytest.mark.parametrize(
    "text",
    [
        "a.Succeeded && a.Failed",
        "a && a.Failed",
        "a && !a",
        "!(a || !a)",
        "(a.Failed || a.Errored) && a.Succeeded",
        "a.Skipped && a.AnySucceeded",
        "b && (a.Omitted && a.Daemoned)",
    ],
)
def test_contradictions_never_hold(text: str) -> None:
    logic = parse(text)
    assert logic is not None
    assert verdicts(logic, {}) == {False}


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "a && b",
        "a.Succeeded && b.Failed",
        "a.Succeeded || a.Failed",
        "a.Succeeded && a.Daemoned",
        "a.Failed && a.AllFailed",
        "a.Failed && a.AnySucceeded",
        "!a.Succeeded && !a.Failed",
    ],
)
def test_what_can_hold_can_fail_too(text: str) -> None:
    logic = parse(text)
    assert logic is not None
    assert verdicts(logic, {}) == {True, False}


def test_only_what_is_possible_counts() -> None:
    logic = parse("a.Succeeded || b.Succeeded")
    assert logic is not None
    assert verdicts(logic, {"a": outcomes("Skipped"), "b": outcomes("Failed")}) == {False}
    assert verdicts(logic, {"a": outcomes("Skipped"), "b": outcomes("Succeeded")}) == {True}


def test_too_many_worlds_are_unknown() -> None:
    logic = parse(" && ".join(f"a{number}" for number in range(20)))
    assert logic is not None
    assert verdicts(logic, {}) == {True, False}
    assert len(tasks(logic)) == 20


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a b",
        "a &&",
        "(a",
        "a)",
        "a.Done",
        "a == b",
        "a & b",
        "{{x}}",
        "a.succeeded",
        "(" * 500 + "a",
        "a and b",
        "a && not",
        "a_b",
        "a\x1f&& b",
        "!" * 60 + "a",
        f"a{PLACEHOLDER}",
    ],
)
def test_other_texts_have_no_meaning(text: str) -> None:
    assert parse(text) is None


def test_a_long_text_is_read_without_nesting() -> None:
    logic = parse(" && ".join(["a", "b"] * 3000))
    assert logic is not None
    assert verdicts(logic, {"a": outcomes("Succeeded"), "b": outcomes("Failed")}) == {False}


def test_parentheses_alone_are_not_deep() -> None:
    assert parse("(" * 60 + "a" + ")" * 60) == parse("a")
