"""Which regular expressions Go takes, and what they find."""

from __future__ import annotations

import pytest

from argolint.expressions import regexes
from argolint.expressions.result import Problem
from tests.expressions import fuzzing

WORDS = [
    "a", "é", ".", "*", "+", "?", "{2}", "{1,}", "{2,1}", "(", ")", "(?:", "(?P<n>", "(?i)", "(?=", "[a-c]",
    "[^", "]", "[[:alpha:]]", "\\d", "\\1", "\\x41", "\\pL", "\\Q", "\\E", "^", "$", "|", "-", "\\", "&&", "~",
]  # fmt: skip
GOOD = [r"^v[0-9]+\.[0-9]+(-rc[0-9]*)?$", r"(?:a|b{2,3})*?[[:digit:]_-]", r"\Qa.b\E\x{41}(?P<x>.)"]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("^foo.*r$", "foobar", True),
        ("a$", "a\n", False),
        (r"[[:digit:]_]+\z", "x_1", True),
        (r"\Qa.c\E", "abc", False),
        ("[]a]", "]", True),
        ("(?s)a.b", "a\nb", True),
        (r"\s", "\v", False),
        ("{,2}", "{,2}", True),
        (r"\d", "٣", False),
    ],
)
def test_what_is_found(pattern: str, text: str, found: bool) -> None:
    assert regexes.fault(pattern) is None
    assert regexes.finds(pattern, text) == found


@pytest.mark.parametrize(
    "pattern",
    ["(", ")", "[", "[z-a]", "*a", "a**", "a{1001}", "(?=a)", "(?<!a)", r"\1", r"\Z", "\\", "[[:foo:]]",
     "(?P<a>.)(?P<a>.)", "(a{100}){20}", r"\p{}", "a*{2}", r"[\b]"],
)  # fmt: skip
def test_what_go_refuses(pattern: str) -> None:
    assert regexes.fault(pattern)


@pytest.mark.parametrize("pattern", ["(a*)*b", "(?i)a", r"\pL", "a*" * 30])
def test_what_is_not_tried(pattern: str) -> None:
    assert regexes.fault(pattern) is None
    assert regexes.finds(pattern, "a" * 30) is None


def read(text: str) -> list[Problem]:
    reason = regexes.fault(text)
    regexes.finds(text, "aaab" * 5)
    return [Problem(0, len(text), reason, regexes.MENDING)] if reason else []


def test_any_text_is_read_in_time() -> None:
    for text in fuzzing.texts(2, WORDS, GOOD):
        fuzzing.check(text, read)


@pytest.mark.parametrize("text", ["(" * 20_000, "[a-" * 9_000, "a{999}" * 3_000, "(?:" * 900 + "a" + ")*" * 900])
def test_long_texts_are_read_in_time(text: str) -> None:
    fuzzing.check(text, read)
