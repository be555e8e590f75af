"""What holds for any text: nothing raises, places nest and ascend, and slices mean what they meant."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argolint.source import SourceFile
from argolint.syntax import comments_of_file, decode, locate, parse
from argolint.syntax.events import fast_events, pure_events
from argolint.syntax.nodes import PLAIN, Mapping, Node, Scalar
from argolint.syntax.scalars import json_text, kind
from tests.syntax.trees import children, scalars, shape

if TYPE_CHECKING:
    from pathlib import Path

PIECES = [
    "a",
    "b: ",
    "- ",
    ": ",
    "? ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "'",
    '"',
    "|\n",
    ">-\n",
    "#c",
    "&x ",
    "*x",
    "!!str ",
]
PIECES += [
    "\n",
    "\n  ",
    "\n    ",
    "\r\n",
    " ",
    "\t",
    "<<: ",
    "---",
    "...",
    "%Y",
    "@",
    "`",
    "\\",
    "\\x41",
    "{{",
    "}}",
]
PIECES += ["yes", "1_0", ".inf", "~", "é", "\u2028", "\x85", "\ufeff", "\x01", "\U0001f600", "\ud800"]
YAML_TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)

SEED = 20_240_131
ROUNDS = int(os.environ.get("ARGOLINT_FUZZ_ROUNDS", "1500"))


def check(text: str) -> None:
    """Read a text in every way, and assert what holds for any text."""
    source = SourceFile("a.yaml", text)
    documents = parse(source)
    comments_of_file(source, documents)
    for doc in documents:
        assert 0 <= doc.span.start <= doc.span.end <= len(text)
        assert doc.root is not None or doc.problems
        for one in doc.problems:
            span = getattr(one, "span", None)
            assert span is None or 0 <= span.start <= span.end <= len(text)
        if doc.root is not None:
            assert_nested(doc.root, doc.span.start, doc.span.end)
            assert_readable(source, doc.root)


def assert_nested(root: Node, start: int, end: int) -> None:
    """Each node lies in its parent, behind its elder sibling; what an alias brought lies elsewhere."""
    waiting = [(root, start, end)]
    seen = set()
    while waiting:
        node, start, end = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        assert start <= node.start <= node.end <= end
        last = node.start
        for child in children(node):
            if id(child) in seen or child.start < node.start or child.end > node.end:
                continue
            assert last <= child.start
            last = child.end
            waiting.append((child, node.start, node.end))


def assert_readable(source: SourceFile, root: Node) -> None:
    """Every scalar has a meaning and can be located from end to end."""
    for scalar in scalars(root):
        kind(scalar)
        json_text(scalar)
        whole = locate(source, scalar, 0, len(scalar.text))
        assert scalar.start <= whole.start <= whole.end <= len(source.text)


@given(YAML_TEXTS)
def test_any_pieces_of_yaml_are_read(text: str) -> None:
    check(text)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    check(text)


@given(st.binary())
def test_any_bytes_are_read(data: bytes) -> None:
    text = decode(data)
    if isinstance(text, str):
        check(text)


@given(YAML_TEXTS)
def test_the_slice_of_a_quoted_or_plain_scalar_means_its_text(text: str) -> None:
    source = SourceFile("a.yaml", text)
    for doc in parse(source):
        for scalar in [] if doc.root is None else scalars(doc.root):
            if scalar.style in ("|", ">") or scalar.tag is not None or scalar.start == scalar.end:
                continue
            piece = text[scalar.start : scalar.end]
            # A quoted text is put in brackets, where its lines may begin anywhere, and made no JSON.
            again = parse(SourceFile("b.yaml", f"[{piece}] # no JSON" if scalar.style else f" {piece}"))
            if len(again) == 1 and not again[0].problems and again[0].root is not None:
                (only,) = scalars(again[0].root)
                assert (only.text, only.style) == (scalar.text, scalar.style)


def test_mutated_manifests_are_read(facts: Path) -> None:
    random_numbers = random.Random(SEED)
    manifests = [path.read_bytes() for path in sorted((facts / "corpus").rglob("*.yaml"))]
    noise = [piece.encode("utf-8", "surrogatepass") for piece in PIECES] + [b"\xff", b"\0", b"\xc3"]
    for _ in range(ROUNDS):
        data = bytearray(random_numbers.choice(manifests)[:3000])
        for _ in range(random_numbers.randint(1, 5)):
            at = random_numbers.randint(0, len(data))
            removed = random_numbers.choice([0, 0, 1, 3, 30])
            data[at : at + removed] = random_numbers.choice([b"", *noise])
        text = decode(bytes(data))
        if isinstance(text, str):
            check(text)


@pytest.mark.parametrize("folder", ["corpus/argo-examples", "corpus/argo-e2e", "probes/objects"])
def test_both_parsers_give_the_same_trees(facts: Path, folder: str) -> None:
    for path in sorted((facts / folder).rglob("*.yaml")):
        source = SourceFile(str(path), path.read_bytes().decode())
        fast, pure = parse(source, fast_events), parse(source, pure_events)
        assert [doc.root and shape(doc.root) for doc in fast] == [doc.root and shape(doc.root) for doc in pure]
        fast_problems, pure_problems = ([list(map(type, doc.problems)) for doc in docs] for docs in (fast, pure))
        assert fast_problems == pure_problems


def test_every_word_of_the_manifests_is_at_its_place(facts: Path) -> None:
    for path in sorted((facts / "corpus").rglob("*.yaml")):
        for line_end in ("\n", "\r\n"):
            source = SourceFile(str(path), path.read_bytes().decode().replace("\n", line_end))
            for doc in parse(source):
                for scalar in [] if doc.root is None else scalars(doc.root):
                    assert_words_placed(source, scalar)


def assert_words_placed(source: SourceFile, scalar: Scalar) -> None:
    """The first and last words of a scalar stand where they are said to stand."""
    words = scalar.text.split()
    if not words or "\\" in source.text[scalar.start : scalar.end]:
        return
    for start, word in ((scalar.text.index(words[0]), words[0]), (scalar.text.rindex(words[-1]), words[-1])):
        span = locate(source, scalar, start, start + len(word))
        assert source.text[span.start : span.end].replace("''", "'") == word


def test_plain_keys_keep_their_style(facts: Path) -> None:
    path = facts / "corpus" / "argo-examples" / "arguments-parameters-from-configmap.yaml"
    (doc,) = parse(SourceFile(str(path), path.read_text("utf-8")))
    assert isinstance(doc.root, Mapping)
    assert all(entry.key.style == PLAIN for entry in doc.root.entries.values())
