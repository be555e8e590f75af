"""Broken texts are explained in plain words at the place that has to be mended."""

from __future__ import annotations

import pytest

from argolint.source import SourceFile
from argolint.syntax import parse
from argolint.syntax.problems import BrokenYaml
from tests.syntax.trees import document, problem, problems

CHART = "this looks like a template of a Helm chart: render it first (`helm template … | argolint check -`)"


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("a: b: c\n", ":", "a second `:` in one line: a value with `: ` inside needs quotes"),
        ("a: b\n  c: d\n", "c", "a key cannot stand here: the line before has a value already"),
        ("- a: b\n  - c: d\n", "-", "a list item stands where a key is due"),
        ("a:b\nc: d\n", "a", "a space is missing after `a:`"),
        ("x: 1\na:b\nc: d\n", "a", "a space is missing after `a:`"),
        ("a:\n  b: 1\n c: 2\n", "c:", "this line is indented by 1 space, which matches nothing above it"),
        ("a: 5 # x\n   b: 6\n", "b:", "this line is indented by 3 spaces, which matches nothing above it"),
        ("- a\nb: c\n", "b:", "this line stands where a list item is due"),
        ("a:\n  - b\n  c: d\n", "c:", "this line stands where a list item is due"),
        ("a: 1\n- b\n", "-", "a list item stands where a key is due"),
        ("a: 1\nfoo\nb: 2\n", "foo", "`foo` is followed by no `:`, so it is no key"),
        ('a: "x" y\n', "y", "`y` follows a value that has ended already"),
        ("a: 'it's'\n", "s'", "`s'` follows a value that has ended already"),
        ("a: [x, y\nb: 1\n", ":", "`,` or `]` is due here"),
        ('{"a": 1 "b": 2}', ":", "`,` or `}` is due here"),
        ("a: [b\n", "[", "`[` is never closed"),
        ("a: {b: [\n", "[", "`[` is never closed"),
        ("a: {b\n", "{", "`{` is never closed"),
        ("a: [b,, c]\n", ",", "a value is missing before `,`"),
        ("a: ]\n", "]", "no value can begin with `]`"),
        ("a: @b\n", "@b", "no value can begin with `@`"),
        ("a: `b`\n", "`b`", "no value can begin with a backtick"),
        ("a: %b\n", "%b", "no value can begin with `%`"),
        ("a:\n\t- b\n", "\t", "a tab indents this line; YAML allows only spaces"),
        ("\ta: b\n", "\t", "a tab indents this line; YAML allows only spaces"),
        ("a: b\n\t\tc: d\n", "\t\t", "a tab indents this line; YAML allows only spaces"),
        ("a: |\n\tb\n", "\t", "a tab indents this line; YAML allows only spaces"),
        ("a:\n  - b:\t- c\n", "-", "a list item cannot stand here"),
        ('a: "b\n', '"', 'the quote `"` that begins here is never closed'),
        ("a: 'b\n", "'", "the quote `'` that begins here is never closed"),
        ('a: "\\d"\n', "\\d", "`\\d` is no escape that double quotes know"),
        ('a: "\\xzz"\n', "\\x", "`\\x` needs hexadecimal digits after it"),
        ('a: "\\ud83d"\n', "\\ud83d", "the escape `\\ud83d` stands for no character"),
        ("a: *.py\n", "*.py", "`*` begins an alias, whose name is made of letters, digits, `-` and `_`"),
        ("a: & b\n", "&", "`&` begins an anchor, whose name is made of letters, digits, `-` and `_`"),
        ("a: !x!y z\n", "!x!y", "the prefix of this tag is not declared"),
        ("a: |0\n b\n", "0", "the indentation of a text block is a digit from 1 to 9"),
        ("a: > b\n c\n", "b", "nothing but a comment can follow `|` or `>` in their line"),
        ("a: ? b\n", "?", "a key that begins with `? ` cannot stand here"),
        ("a: x\x01y\n", "\x01", "character U+0001 is not allowed in YAML"),
        ("a: x\ud800y\n", "\ud800", "character U+D800 is not allowed in YAML"),
        ("a: {{x}}\n", "{{x}}", "a value that begins with `{{` needs quotes: `{{x}}`"),
        ("a: {{x}}-y\n", "{{x}}", "a value that begins with `{{` needs quotes: `{{x}}`"),
        ("- [{{x}}, b]\n", "{{x}}", "a value that begins with `{{` needs quotes: `{{x}}`"),
        ("a: {{x\n", "{{", "a value that begins with `{{` needs quotes: `{{`"),
    ],
)
def test_reason_and_place(text: str, place: str, reason: str) -> None:
    broken = problem(text)
    assert isinstance(broken, BrokenYaml)
    assert (text[broken.span.start : broken.span.end], broken.reason) == (place, reason)
    assert broken.hint
    assert document(text).root is None


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a:b\nc: d\n", "write `a: b`"),
        ("a: 'it's'\n", "inside single quotes write `''` for a quote, or use double quotes"),
        ('a: "x"y"\n', 'inside double quotes write `\\"` for a quote, or use single quotes'),
        ("a: [b\n", "close it with `]`"),
        ("a: x\x01y\n", "remove it, or write `\\x01` inside double quotes"),
    ],
)
def test_hint(text: str, hint: str) -> None:
    assert problem(text).hint == hint


def test_context_names_where_the_surrounding_began() -> None:
    text = "x: 1\na: [b, c\nd: 1\n"
    broken = problem(text)
    assert broken.context == "in the list that is opened here"
    assert text[broken.context_span.start : broken.context_span.end] == "["


@pytest.mark.parametrize(
    "text",
    [
        "{{- if .Values.x }}\na: b\n{{- end }}\n",
        "a: {{ .Values.x }}\n",
        "a:\n  {{- toYaml .Values.x | nindent 4 }}\n",
        'a: {{ include "x" . }}\nb: 1\n',
    ],
)
def test_a_chart_is_to_be_rendered_first(text: str) -> None:
    assert problem(text).hint == CHART


def test_places_count_from_the_start_of_the_file() -> None:
    text = "a: 1\n---\nb: @c\n---\nd: *x\n"
    assert [text[one.span.start : one.span.end] for one in problems(text)] == ["@c", "*x"]  # type: ignore[union-attr]


def test_problems_before_the_broken_place_are_told_too() -> None:
    first, second = problems("a: 1\na: 2\nb: @c\n")
    assert type(first).__name__ == "DuplicateKey"
    assert isinstance(second, BrokenYaml)


def test_other_documents_go_on() -> None:
    docs = parse(SourceFile("a.yaml", "a: [\n---\nb: 1\n---\nc: 'x\n"))
    assert [doc.root is None for doc in docs] == [True, False, True]
