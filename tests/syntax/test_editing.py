"""What is cut out or put in changes nothing else, whatever the style of the text around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argolint.source import SourceFile
from argolint.syntax import parse
from argolint.syntax.editing import added, without
from argolint.syntax.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from argolint.syntax.nodes import Node

Path = tuple[str | int, ...]
_LEAVES = st.sampled_from(["one", "'two'", '"three"', "4", "|BLOCK"])
_KEYS = st.sampled_from("abcd")
_DATA = st.recursive(
    _LEAVES,
    lambda inner: st.dictionaries(_KEYS, inner, min_size=1, max_size=3) | st.lists(inner, min_size=1, max_size=3),
    max_leaves=8,
)
_MAPS = st.dictionaries(_KEYS, _DATA, min_size=1, max_size=4)


def _flow(data: Any) -> str:
    if isinstance(data, dict):
        return "{" + ", ".join(f"{key}: {_flow(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(map(_flow, data)) + "]"
    return "block" if data == "|BLOCK" else str(data)


def _block(data: Any, indent: int, draw: st.DrawFn) -> str:
    """The lines of a map or a list, the first one without its indentation."""
    blanks = " " * indent
    parts = []
    for key, value in data.items() if isinstance(data, dict) else ((None, one) for one in data):
        head = "-" if key is None else f"{key}:"
        comment = draw(st.sampled_from(["", "  # remark"]))
        if value == "|BLOCK":
            parts.append(f"{head} |\n{blanks}    block\n")
        elif isinstance(value, dict | list) and draw(st.booleans()):
            same_line = key is None and draw(st.booleans())
            inner = _block(value, indent + 2, draw)
            parts.append(f"{head} {inner}" if same_line else f"{head}{comment}\n{blanks}  {inner}")
        else:
            parts.append(f"{head} {_flow(value)}{comment}\n")
    return blanks.join(parts)


@st.composite
def _texts(draw: st.DrawFn) -> str:
    return _block(draw(_MAPS), 0, draw)


def _read(text: str) -> Mapping:
    (document,) = parse(SourceFile("a.yaml", text))
    assert not document.problems, text
    assert isinstance(document.root, Mapping)
    return document.root


def _plain(node: Node) -> Any:
    if isinstance(node, Mapping):
        return {key: _plain(entry.value) for key, entry in node.entries.items()}
    return [_plain(item) for item in node.items] if isinstance(node, Sequence) else node.text.strip()


def _paths(node: Node, above: Path = ()) -> list[tuple[Path, Node]]:
    if isinstance(node, Scalar):
        return []
    inner = (
        [(key, entry.value) for key, entry in node.entries.items()]
        if isinstance(node, Mapping)
        else list(enumerate(node.items))
    )
    return [each for key, child in inner for each in [((*above, key), child), *_paths(child, (*above, key))]]


def _dropped(data: Any, path: Path) -> Any:
    """The data without a part, and without what is empty for that."""
    first, *rest = path
    items = list(data.items()) if isinstance(data, dict) else list(enumerate(data))
    kept = []
    for key, value in items:
        left = value if key != first else _dropped(value, tuple(rest)) if rest else None
        if left not in (None, {}, []):
            kept.append((key, left))
    return dict(kept) if isinstance(data, dict) else [value for _, value in kept]


@given(_texts())
def test_cutting_out_leaves_the_rest(text: str) -> None:
    root = _read(text)
    for path, node in _paths(root):
        span = without(text, root, node)
        expected = _dropped(_plain(root), path)
        if span is not None:
            assert _plain(_read(text[: span.start] + text[span.end :])) == expected, (text, path)


@given(_texts())
def test_putting_in_leaves_the_rest(text: str) -> None:
    root = _read(text)
    for path, node in [((), root), *_paths(root)]:
        place = added(text, node, "new: 1") if isinstance(node, Mapping) else None
        if place is None:
            continue
        span, entry = place
        again: Any = _plain(_read(text[: span.start] + entry + text[span.end :]))
        for step in path:
            again = again[step]
        assert again == {**_plain(node), "new": "1"}, (text, path)


@pytest.mark.parametrize(
    ("text", "path", "left"),
    [
        ("a: 1  # one\nb: 2\n", ("a",), "b: 2\n"),
        ("a: 1\nb: 2\n", ("b",), "a: 1\n"),
        ("a: 1\r\nb: 2\r\n", ("a",), "b: 2\r\n"),
        ("a: {b: 1, c: 2}\n", ("a", "b"), "a: {c: 2}\n"),
        ("a: {b: 1, c: 2}\n", ("a", "c"), "a: {b: 1}\n"),
        ("a: [1, 2]\nb: 3\n", ("a", 0), "a: [2]\nb: 3\n"),
        ("- a: 1\n  b: 2\n".replace("- a", "x:\n- a"), ("x", 0, "a"), "x:\n- b: 2\n"),
        ("x:\n- 1\n# about 2\n- 2\n", ("x", 0), "x:\n# about 2\n- 2\n"),
        ("a:\n  b:\n    c: 1\nd: 2\n", ("a", "b", "c"), "d: 2\n"),
        ("a: |\n  text\n\n\n# next\nb: 1\n", ("a",), "\n\n# next\nb: 1\n"),
    ],
)
def test_what_is_left(text: str, path: Path, left: str) -> None:
    root = _read(text)
    node = dict(_paths(root))[path]
    span = without(text, root, node)
    assert span is not None
    assert text[: span.start] + text[span.end :] == left


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("a: 1\n", ("a",)),
        ("x: &x {b: 1}\na: *x\n", ("a",)),
        ("x:\n- a: 1\n  # about b\n  b: 2\n", ("x", 0, "a")),
    ],
)
def test_what_cannot_be_cut_out(text: str, path: Path) -> None:
    root = _read(text)
    assert without(text, root, dict(_paths(root))[path]) is None
