"""Comments are found between the scalars, never inside them."""

from __future__ import annotations

import pytest

from argolint.source import SourceFile
from argolint.syntax import comments, comments_of_file, parse


def texts(text: str) -> list[str]:
    """The comments of the only document of a text."""
    (doc,) = parse(SourceFile("a.yaml", text))
    found = comments(doc)
    assert all(text[one.span.start : one.span.end].startswith("#") for one in found)
    return [one.text for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b\n", []),
        ("# one\na: b  #two \n#\n", ["one", "two", ""]),
        ("a: b#c\nd: 'e # f'\n", []),
        ('a: "b\n  # c" # d\n', ["d"]),
        ("a: | # head\n  # body\n  x\n# tail\nb: 1\n", ["head", "tail"]),
        ("a: >-\n  x # y\n\n# tail\n", ["tail"]),
        ("a: [b, # c\n  d] # e\n", ["c", "e"]),
        ("a: {}# b\n", ["b"]),
        ("a: &x # b\n  c: 1\nd: *x # e\n", ["b", "e"]),
        ("# a\r\nb: 1 # c\r\n", ["a", "c"]),
        ("a: [ # b\n", ["b"]),
        ("a: b\n  c\n  # d\ne: 1\n", ["d"]),
    ],
)
def test_comments(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_comments_of_a_file_include_parts_without_content() -> None:
    source = SourceFile("a.yaml", "# top\n---\na: '# no'\n--- # between\n# alone\n--- # last\nb: |\n  # no\n")
    documents = parse(source)
    assert [one.text for one in comments_of_file(source, documents)] == ["top", "between", "alone", "last"]
    assert [[one.text for one in comments(doc)] for doc in documents] == [[], ["last"]]
