"""A text is cut into documents where Argo cuts it."""

from __future__ import annotations

import pytest

from argolint.source import SourceFile
from argolint.syntax import parse
from argolint.syntax.problems import BrokenYaml
from tests.syntax.trees import document, plain, problem, shape, value


def values(text: str) -> list[object]:
    """What the documents of a text hold; None for a broken one."""
    return [doc.root and plain(doc.root) for doc in parse(SourceFile("a.yaml", text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\n---\nb: 2\n", [{"a": 1}, {"b": 2}]),
        ("---\na: 1\n--- # note\nb: 2\n", [{"a": 1}, {"b": 2}]),
        ("a: 1\n---b: 2\n", [{"a": 1}, {"b": 2}]),
        ("a: 1\n--- {b: 2}\n", [{"a": 1}, {"b": 2}]),
        ("a: |\n  ---\n  x\n", [{"a": "---\nx\n"}]),
        ("a: 1\n...\nb: [\n", [{"a": 1}]),
        ("a: 1\n...\nb: [\n---\nc: 3\n", [{"a": 1}, {"c": 3}]),
        ("a: 1\r\n---\r\nb: 2\r\n", [{"a": 1}, {"b": 2}]),
        ("a: [\n---\nb: 2\n", [None, {"b": 2}]),
        ("---a: 1\n", [{"---a": 1}]),
        ("\ufeffa: 1\n---\n\ufeffb: 2\n", [{"a": 1}, {"b": 2}]),
    ],
)
def test_cuts(text: str, expected: list[object]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "  \n\t\n",
        "# note\n",
        "---\n",
        "---\n---\n# a\n---\n",
        "%YAML 1.1\n",
        "...\n",
        "\ufeff",
        "# a\r\n\r\n",
    ],
)
def test_parts_without_content_give_no_document(text: str) -> None:
    assert parse(SourceFile("a.yaml", text)) == ()


def test_directive_before_the_marker_is_passed_over() -> None:
    assert values("%YAML 1.1\n---\na: 1\n") == [{"a": 1}]


def test_a_document_knows_where_it_stands_and_whether_it_has_tags() -> None:
    source = SourceFile("a.yaml", 'a: 1\n---\nb: "{{x}}"\n')
    first, second = parse(source)
    assert [source.text[doc.span.start : doc.span.end] for doc in (first, second)] == [
        "a: 1",
        '\nb: "{{x}}"\n',
    ]
    assert [doc.tagged for doc in (first, second)] == [False, True]
    assert repr(second) == "Document('a.yaml', 8-20)"


def test_scalars_and_lists_are_documents_too() -> None:
    assert values("hello\n---\n- 1\n---\n~\n") == ["hello", [1], None]


def test_what_follows_a_complete_document_is_told_and_the_tree_kept() -> None:
    text = "  a: 1\nb: 2\n"
    broken = problem(text)
    assert isinstance(broken, BrokenYaml)
    assert text[broken.span.start : broken.span.end] == "b: 2"
    assert "is not read" in broken.reason
    assert plain(document(text).root) == {"a": 1}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[http://x:80/y, b]", ["http://x:80/y", "b"]),
        ("{image: busybox:1.36}", {"image": "busybox:1.36"}),
        ("[2001-12-14t21:59:43.10-05:00]", ["2001-12-14t21:59:43.10-05:00"]),
        ("{image:x, 'a':1}", {"image:x": None, "a": 1}),
        ("[a:, b]", ["a:", "b"]),
    ],
)
def test_colons_inside_plain_text_between_brackets(text: str, expected: object) -> None:
    assert value(text) == expected


def test_colons_between_brackets_keep_the_places() -> None:
    text = "a: [x:y, 'b:c']  # d:e\nf: g:h\n"
    source = SourceFile("a.yaml", text)
    (doc,) = parse(source)
    assert plain(doc.root) == {"a": ["x:y", "b:c"], "f": "g:h"}  # type: ignore[arg-type]
    assert text[doc.root.get("f").start :] == "g:h\n"  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["a: [http://x]\n", "a: &x {b: 1}\nc: !!str 1\n", "a: b: c\n", "a: |\n  x\n"])
def test_without_the_extension_texts_are_read_alike(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    fast = document(text)
    monkeypatch.setattr("argolint.syntax.events.CParser", None)
    pure = document(text)
    assert fast.problems == pure.problems
    assert (fast.root and shape(fast.root)) == (pure.root and shape(pure.root))
