"""The tree: keys, places, anchors, merge keys, and what is wrong with them."""

from __future__ import annotations

import pytest

from argolint.syntax.nodes import Mapping, Node, Scalar, Sequence
from argolint.syntax.problems import BadAlias, BadKey, BadNumber, BrokenYaml, DuplicateKey
from tests.syntax.trees import document, plain, problem, problems, value


def at(text: str, *path: str | int) -> str:
    """The source of the node at the end of a path."""
    node: Node | None = document(text).root
    for step in path:
        if isinstance(step, int):
            assert isinstance(node, Sequence)
            node = node.items[step]
        else:
            assert isinstance(node, Mapping)
            node = node.get(step)
    assert node is not None
    return text[node.start : node.end]


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("a: b # c\n", ("a",), "b"),
        ("a: one\n  two\n\nb: 1\n", ("a",), "one\n  two"),
        ("a: 'x''y'\n", ("a",), "'x''y'"),
        ("a:\nb: 1\n", ("a",), ""),
        ("a: {b: 1,\n  c: 2} # d\n", ("a",), "{b: 1,\n  c: 2}"),
        ("a:\n  b: 1\n\n# c\nd: 2\n", ("a",), "b: 1"),
        ("a:\n  - b\n  - c\n\nd: 2\n", ("a",), "- b\n  - c"),
        ("a:\n- b\n- c: 1\nd: 2\n", ("a",), "- b\n- c: 1"),
        ("a:\n- b\n-\nd: 2\n", ("a", 1), ""),
        ("a: |\n  one\n\n  two\n\n\nb: 1\n", ("a",), "|\n  one\n\n  two"),
        ("a: >-\r\n  one\r\n  two\r\n\r\nb: 1\r\n", ("a",), ">-\r\n  one\r\n  two"),
        ("a: |  # c\n", ("a",), "|  # c"),
        ("a: &x b\n", ("a",), "b"),
        ("a: !!str &x 'b'\n", ("a",), "'b'"),
        ("a: &x\n  b: 1\n", ("a",), "b: 1"),
        ("a: &x\n- b\n", ("a",), "- b"),
        ("a: &x\n  - b\n", ("a",), "- b"),
        ("a: &x {b: 1}\n", ("a",), "{b: 1}"),
        ("a: &x [1]\n", ("a",), "[1]"),
        ("a:\n  b: &x [1]\n  c: *x\nd: 1\n", ("a",), "b: &x [1]\n  c: *x"),
        ("a: é𝒳\nb: 1\n", ("b",), "1"),
        ("{a, b: , c: 1}", ("b",), ""),
        ("? a\n? b\n", (), "? a\n? b"),
    ],
)
def test_places(text: str, path: tuple[str | int, ...], expected: str) -> None:
    assert at(text, *path) == expected


def test_an_empty_value_stands_right_behind_the_colon() -> None:
    text = "{a , b : , c}"
    root = document(text).root
    assert isinstance(root, Mapping)
    starts = {name: entry.value.start for name, entry in root.entries.items()}
    assert starts == {"a": 2, "b": 8, "c": 12}


def test_keys_are_named_as_json_names_them() -> None:
    assert value("1: a\nyes: b\n0x10: c\n'on': d\n1.50: e\n") == {
        "1": "a",
        "true": "b",
        "16": "c",
        "on": "d",
        "1.5": "e",
    }


@pytest.mark.parametrize("text", ["a: 1\na: 2\n", '"a": 1\na: 2\n', "a: 1\n'a': 2\n", "{a: 1, a: 2}"])
def test_a_duplicate_key_is_told_and_the_first_kept(text: str) -> None:
    duplicate = problem(text)
    assert isinstance(duplicate, DuplicateKey)
    assert (duplicate.first.text, duplicate.key.text, duplicate.merged) == ("a", "a", False)
    assert duplicate.first.start < duplicate.key.start
    assert plain(document(text).root) == {"a": 1}  # type: ignore[arg-type]


def test_keys_of_different_kinds_are_no_duplicates() -> None:
    assert value('1: a\n"1": b\n') == {"1": "a"}
    assert value("true: a\n'true': b\n") == {"true": "a"}
    assert isinstance(problem("yes: a\ntrue: b\n"), DuplicateKey)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("~: 1\n", "a null key"),
        ("? \n: 1\n", "a null key"),
        ("[a]: 1\n", "a list as key"),
        ("{a: b}: 1\n", "a map as key"),
        ("? - a\n: 1\n", "a list as key"),
        ("18446744073709551615: 1\n", "the key `18446744073709551615`"),
    ],
)
def test_keys_that_json_cannot_hold(text: str, what: str) -> None:
    bad = problem(text)
    assert isinstance(bad, BadKey)
    assert bad.what == what
    assert plain(document(text + "\nb: 2\n").root) == {"b": 2}  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["a: .inf\n", "a: [1, -.INF]\n", "a: .NaN\n", "- +.inf\n"])
def test_numbers_that_json_cannot_hold(text: str) -> None:
    assert isinstance(problem(text), BadNumber)


def test_not_finite_words_in_strings_and_keys_are_fine() -> None:
    assert value("a: '.inf'\n.nan: !own .inf\n") == {"a": ".inf", ".nan": ".inf"}


def test_an_alias_is_the_node_of_its_anchor() -> None:
    root = document("a: &x [1]\nb: *x\nc: &k key\n*k : 2\n").root
    assert isinstance(root, Mapping)
    assert root.get("a") is root.get("b")
    assert plain(root) == {"a": [1], "b": [1], "c": "key", "key": 2}


def test_an_anchor_may_be_named_again() -> None:
    assert value("a: &x 1\nb: &x 2\nc: *x\n") == {"a": 1, "b": 2, "c": 2}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a: *x\n", "alias `*x` has no anchor `&x` before it in this document"),
        ("a: &x 1\n---\nb: *x\n", "alias `*x` has no anchor `&x` before it in this document"),
        ("a: &x [*x]\n", "alias `*x` stands inside the value that its anchor `&x` names"),
        ("a: &x {b: {c: *x}}\n", "alias `*x` stands inside the value that its anchor `&x` names"),
    ],
)
def test_bad_aliases(text: str, reason: str) -> None:
    bad = problem(text)
    assert isinstance(bad, BadAlias)
    assert bad.reason == reason
    assert text[bad.span.start : bad.span.end] == "*x"


def test_aliases_that_multiply_are_stopped() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    bad = problem("\n".join(lines))
    assert isinstance(bad, BadAlias)
    assert "multiply" in bad.reason


def test_many_plain_uses_of_an_anchor_are_fine() -> None:
    text = "a: &a {b: 1, c: 2}\nd:\n" + "- *a\n" * 5000
    assert problems(text) == ()


def test_merge_keys_bring_entries_and_own_keys_win() -> None:
    text = "a: &a {x: 1, u: 2}\nb: &b {z: 3}\nc:\n  <<: [*a, *b, {w: 4}]\n  v: 5\nd: {<<: *a}\n"
    assert value(text)["c"] == {"v": 5, "x": 1, "u": 2, "z": 3, "w": 4}
    root = document(text).root
    assert isinstance(root, Mapping)
    merged = root.get("d")
    assert isinstance(merged, Mapping)
    assert [entry.merged for entry in merged.entries.values()] == [True, True]


@pytest.mark.parametrize("text", ["b: {<<: *a, x: 2}", "b: {x: 2, <<: *a}"])
def test_a_key_beside_a_merge_key_counts_as_duplicate(text: str) -> None:
    whole = f"a: &a {{x: 1}}\n{text}\n"
    duplicate = problem(whole)
    assert isinstance(duplicate, DuplicateKey)
    assert duplicate.merged
    assert duplicate.first.start < duplicate.key.start
    assert plain(document(whole).root)["b"] == {"x": 2}  # type: ignore[arg-type]


def test_two_merged_maps_with_one_key_count_as_duplicate() -> None:
    duplicate = problem("a: &a {x: 1}\nb: &b {x: 2}\nc: {<<: [*a, *b]}\n")
    assert isinstance(duplicate, DuplicateKey)
    assert duplicate.merged


@pytest.mark.parametrize("text", ["<<: 1\n", "<<: [1]\n", "a: &a [{x: 1}]\nb: {<<: *a}\n", "<<:\n"])
def test_merge_keys_need_maps(text: str) -> None:
    broken = problem(text)
    assert isinstance(broken, BrokenYaml)
    assert broken.reason == "merge key `<<` needs a map or a list of maps"


def test_a_quoted_merge_key_is_a_plain_key() -> None:
    assert value('"<<": 1\n') == {"<<": 1}
    assert value("!!merge <<: {a: 1}\n") == {"a": 1}


@pytest.mark.parametrize("text", ["[" * 10_000, "{a: " * 10_000, "- " * 300 + "x", "[" * 10_000 + "]" * 10_000])
def test_deep_nesting_is_stopped(text: str) -> None:
    broken = problem(text)
    assert isinstance(broken, BrokenYaml)
    assert broken.reason == "nested deeper than 200 levels"


def test_two_hundred_levels_are_fine() -> None:
    assert problems("[" * 200 + "]" * 200) == ()
    assert problems("- " * 200 + "x") == ()


def test_nodes_show_what_they_hold() -> None:
    root = document("a: [1, {b: c}]\n").root
    assert repr(root) == "Mapping([Entry('a', Sequence([Scalar('1'), Mapping([Entry('b', Scalar('c'))])]))])"
    assert isinstance(root, Mapping)
    assert root.get("z") is None
    assert root.span == (0, 14)
    first = root.get("a")
    assert isinstance(first, Sequence)
    assert first.span == (3, 14)
    assert isinstance(first.items[0], Scalar)
    assert first.items[0].span == (4, 5)
