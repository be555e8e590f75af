"""A text that is JSON as a whole is read as JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argolint.source import SourceFile
from argolint.syntax import locate, parse
from argolint.syntax.nodes import Mapping, Scalar
from argolint.syntax.problems import BrokenYaml, DuplicateKey
from tests.syntax.trees import document, plain, problem, shape, value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r'{"a": "\ud83d\ude00 \/ \u00e9"}', {"a": "😀 / é"}),
        (r'{"a": "\ud83d"}', {"a": "\ufffd"}),
        ('{\n\t"a":\t1\n}', {"a": 1}),
        ('\n\t{"a"\n: 1}', {"a": 1}),
        ('{"a": "\x7f"}', {"a": "\x7f"}),
        (json.dumps({"k" * 2000: 1}), {"k" * 2000: 1}),
        (
            '[{"a": [true, false, null, 1.5, -2, 1e3]}, {}, []]',
            [{"a": [True, False, None, 1.5, -2, 1000.0]}, {}, []],
        ),
    ],
)
def test_what_yaml_refuses_and_json_allows(text: str, expected: object) -> None:
    assert value(text) == expected


def test_places_are_those_of_the_text() -> None:
    text = '{"a": {"b": [1, "x"]}}'
    root = document(text).root
    assert isinstance(root, Mapping)
    inner = root.get("a")
    assert isinstance(inner, Mapping)
    assert text[inner.start : inner.end] == '{"b": [1, "x"]}'
    assert root.span == (0, len(text))


def test_characters_behind_a_surrogate_pair_are_located() -> None:
    source = SourceFile("a.json", r'["\ud83d\ude00 {{x}}"]')
    (doc,) = parse(source)
    scalar = doc.root.items[0]  # type: ignore[union-attr]
    assert isinstance(scalar, Scalar)
    span = locate(source, scalar, 2, 7)
    assert source.text[span.start : span.end] == "{{x}}"


def test_a_duplicate_key_is_told() -> None:
    duplicate = problem('{"a": "\\/", "a": 2}')
    assert isinstance(duplicate, DuplicateKey)
    assert (duplicate.first.start, duplicate.key.start) == (1, 12)


def test_deep_nesting_is_stopped() -> None:
    broken = problem("[" * 201 + "]" * 201)
    assert isinstance(broken, BrokenYaml)
    assert broken.reason == "nested deeper than 200 levels"


@pytest.mark.parametrize("text", ["{a: 1}", '{"a": 1,}', "['a']", '{"a": 01}', '{"a": 1} # b', '{"a": tru}'])
def test_other_texts_are_yaml(text: str) -> None:
    assert document(text).problems == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text('abc é\n"\\'), inner, max_size=4),
    max_leaves=15,
)


@given(JSON.filter(lambda made: isinstance(made, dict | list)), st.sampled_from([None, 2]), st.booleans())
def test_any_json_is_read_as_python_reads_it(made: object, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(made, indent=indent, ensure_ascii=ascii_only)
    (doc,) = parse(SourceFile("a.json", text))
    assert doc.problems == ()
    assert doc.root is not None
    assert plain(doc.root) == made


@given(st.dictionaries(st.text("abc", min_size=1), st.integers(0, 9) | st.text("xyz ")))
def test_yaml_and_json_readers_agree(made: dict[str, object]) -> None:
    text = json.dumps(made)
    as_json, as_yaml = document(text), document(text + " # a comment makes it YAML")
    assert as_json.root is not None
    assert as_yaml.root is not None
    assert shape(as_json.root) == shape(as_yaml.root)
