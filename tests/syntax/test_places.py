"""Decoded characters are found in the source, whatever quoting and folding did."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argolint.source import SourceFile
from argolint.syntax import locate, parse
from argolint.syntax.nodes import Mapping, Scalar
from tests.syntax.trees import scalars


def located(text: str, wanted: str) -> str:
    """The source behind the only occurrence of a piece in the value of the last key."""
    source = SourceFile("a.yaml", text)
    (doc,) = parse(source)
    assert isinstance(doc.root, Mapping)
    scalar = list(doc.root.entries.values())[-1].value
    assert isinstance(scalar, Scalar)
    assert scalar.text.count(wanted) == 1, scalar.text
    start = scalar.text.index(wanted)
    span = locate(source, scalar, start, start + len(wanted))
    return text[span.start : span.end]


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("a: one two\n", "two", "two"),
        ("a: one\n   two  three\n", "two  th", "two  th"),
        ("a: one\n   two\n", "e t", "e\n   t"),
        ("a: one\n\n\n   two\n", "two", "two"),
        ("a: 'x''y z'\n", "y z", "y z"),
        ("a: 'x''y z'\n", "'", "''"),
        ("a: 'x\n\n  y z'\n", "y z", "y z"),
        ("a: ' x '\n", " x ", " x "),
        ('a: "\\x41\\u00e9\\n{{x}}"\n', "{{x}}", "{{x}}"),
        ('a: "\\x41\\u00e9\\n{{x}}"\n', "\u00e9", "\\u00e9"),
        ('a: "one \\\n   two"\n', "two", "two"),
        ('a: "one\\\n\n   two"\n', "two", "two"),
        ('a: "one  \n   two"\n', "two", "two"),
        ('a: "\n   two"\n', "two", "two"),
        ("a: |\n  one\n   two\n  {{x}}\n", "{{x}}", "{{x}}"),
        ("a: |\n  one\n   two\n  {{x}}\n", " two\n", " two\n"),
        ("a: |2-\n    one\n  two\n", "  one\n", "  one\n"),
        ("a: |\n\n  \n  one  \n\n  two\n", "one  \n\n", "one  \n\n"),
        ("a: |+ # c\n  one\n\n\n", "one\n\n", "one\n\n"),
        ("a: |\r\n  one\r\n  two\r\n", "two", "two"),
        ("a: |\r\n  one\r\n  two\r\n", "e\nt", "e\r\n  t"),
        ("a: >\n  one\n  two\n\n  three\n", "two", "two"),
        ("a: >\n  one\n  two\n\n  three\n", "three", "three"),
        ("a: >\n  one\n\n    more\n    lines\n  two\n", "  lines\n", "  lines\n"),
        ("a: >-\r\n  one\r\n  two\r\n", "two", "two"),
        ("a: one\u2028   two\n", "two", "two"),
        ("b: &x\n  one\n  two\na: *x\n", "two", "two"),
    ],
)
def test_located(text: str, wanted: str, expected: str) -> None:
    assert located(text, wanted) == expected


def test_an_empty_range_is_a_point() -> None:
    source = SourceFile("a.yaml", 'a: "\\tx"\n')
    (doc,) = parse(source)
    scalar = doc.root.get("a")  # type: ignore[union-attr]
    assert isinstance(scalar, Scalar)
    assert [locate(source, scalar, n, n) for n in (0, 1, 2)] == [(4, 4), (6, 6), (7, 7)]


def test_text_that_does_not_match_its_source_is_the_whole_scalar() -> None:
    source = SourceFile("a.yaml", "abc def")
    assert locate(source, Scalar(0, 7, "other", "", None), 0, 2) == (0, 7)
    assert locate(source, Scalar(0, 7, "other", "|", None), 0, 2) == (0, 7)


BLANK = st.sampled_from([" ", "\n", "\n\n", "  ", "\n  "])
WORDS = st.lists(st.sampled_from(["a", "b:c", "{{x}}", "'", '"', "\\", "é", "#d", "-"]) | BLANK, max_size=12)
STYLES = st.sampled_from(["|", "|-", "|+", "|2", ">", ">-", ">+", "'", '"'])
ENDS = st.sampled_from(["\n", "\r\n"])


def written(text: str, style: str, line_end: str) -> str:
    """A document with one key whose value is written in a style, near enough to the text."""
    if style == "'":
        body = "'" + text.replace("'", "''").replace("\n", "\n  ") + "'"
    elif style == '"':
        body = '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\n  ") + '"'
    else:
        body = style + "\n  " + text.replace("\n", "\n  ")
    return f"key: {body}\n".replace("\n", line_end)


@given(WORDS.map("".join), STYLES, ENDS)
def test_every_word_is_at_its_place(text: str, style: str, line_end: str) -> None:
    source = SourceFile("a.yaml", written(text, style, line_end))
    for doc in parse(source):
        for scalar in [] if doc.root is None else scalars(doc.root):
            assert_traced(source, scalar)


def assert_traced(source: SourceFile, scalar: Scalar) -> None:
    """Each character that is no blank and no escape equals the source at its place, and places ascend."""
    before = scalar.start
    for number, character in enumerate(scalar.text):
        span = locate(source, scalar, number, number + 1)
        found = source.text[span.start : span.end]
        assert before <= span.start <= span.end
        before = span.start
        if not character.isspace() and not found.startswith("\\") and found != "''":
            assert found == character
        if character.isspace() and not found.startswith("\\"):
            assert found.strip() == ""
