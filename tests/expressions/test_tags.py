"""How tags are cut and filled."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argolint.expressions.tags import DYNAMIC, PLACEHOLDER, fill, is_known, scan

TEXTS = st.lists(st.sampled_from(["{{", "}}", "{", "}", "a", "=", " ", "b.c", "\n"])).map("".join)


@pytest.mark.parametrize(
    ("text", "names", "unclosed"),
    [
        ("no tag", [], None),
        ("{{a}} {{ b.c }}", ["a", "b.c"], None),
        ("{{{a}}}", ["{a"], None),
        ("{{a.{{b}}}}", ["a.{{b"], None),
        ("x {{a", [], 2),
        ("{{a}} {{", ["a"], 6),
        ("{{\na}}", ["\na"], None),
        ("}} {{}}", [""], None),
    ],
)
def test_scan(text: str, names: list[str], unclosed: int | None) -> None:
    tags, opened = scan(text)
    assert ([tag.name for tag in tags], opened) == (names, unclosed)


@given(TEXTS)
def test_tags_are_what_the_text_holds_between_braces(text: str) -> None:
    tags, unclosed = scan(text)
    assert all(text[tag.start : tag.end] == "{{" + tag.inner + "}}" for tag in tags)
    assert all(one.end <= other.start for one, other in itertools.pairwise(tags))
    assert all(text.startswith(tag.name, tag.name_start) for tag in tags)
    assert unclosed is None or ("}}" not in text[unclosed + 2 :] and text.startswith("{{", unclosed))


@given(TEXTS)
def test_filling_with_nothing_known_changes_only_expressions(text: str) -> None:
    filled = fill(text, lambda name: None)
    assert filled == text or DYNAMIC in filled


def test_fill() -> None:
    known = {"a": "1", "b": PLACEHOLDER}
    assert fill("{{a}}-{{ b }}-{{c}}", known.get) == f"1-{PLACEHOLDER}-{{{{c}}}}"
    assert fill("{{x.{{a}}}}", known.get) == "{{x.1}}"
    assert fill("{{=1 + 1}}", known.get) == DYNAMIC
    assert is_known(fill("{{a}}", known.get))
    assert not is_known(fill("{{b}}", known.get))
