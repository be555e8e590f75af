"""The tables of the grammars, and how words are read by them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from argolint.expressions import lalr
from schemas.grammars import beside, grammars, made, written
from tests.goldens import UPDATE

if TYPE_CHECKING:
    from pathlib import Path

SUMS = """
    %declare NUMBER PLUS STAR MINUS OPEN CLOSE COMMA
    start: sum
    ?sum: product
        | sum PLUS product              -> binary
    ?product: operand
        | product STAR operand          -> binary
    ?operand: NUMBER                    -> number
        | MINUS sum                     -> minus
        | OPEN _numbers CLOSE           -> list
    _numbers:
        | NUMBER (COMMA NUMBER)*
"""
KINDS = {"+": "PLUS", "*": "STAR", "-": "MINUS", "(": "OPEN", ")": "CLOSE", ",": "COMMA"}
BUILDERS: lalr.Builders = {
    "start": lambda parts: parts[0],
    "binary": lambda parts: f"[{parts[0]}{parts[1].text}{parts[2]}]",
    "number": lambda parts: parts[0].text,
    "minus": lambda parts: f"-{parts[1]}",
    "list": lambda parts: "".join(part.text for part in parts),
}


class Word(NamedTuple):
    kind: str
    text: str


def tables(grammar: str) -> lalr.Tables:
    found = made(grammar)
    return lalr.Tables(found.rules, dict(enumerate(found.states)))


def words(text: str) -> list[Word]:
    return [Word(KINDS.get(sign, "NUMBER"), sign) for sign in text]


def read(text: str) -> Any:
    return lalr.parse(tables(SUMS), words(text), BUILDERS)


@pytest.mark.parametrize("grammar", grammars(), ids=lambda path: path.parent.name)
def test_tables_are_what_lark_makes_of_the_grammar(grammar: Path) -> None:
    if UPDATE:
        beside(grammar).write_text(written(grammar), encoding="utf-8", newline="")
    assert beside(grammar).read_text(encoding="utf-8") == written(grammar), "run `python -m schemas.grammars`"


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("1", "1"),
        ("1+2*3", "[1+[2*3]]"),
        ("1*2+3", "[[1*2]+3]"),
        ("1+2+3", "[[1+2]+3]"),
        ("-1+2", "-[1+2]"),
        ("()", "()"),
        ("(1,2,3)*4", "[(1,2,3)*4]"),
    ],
)
def test_trees(text: str, tree: str) -> None:
    assert read(text) == tree


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("", 0, {"NUMBER", "MINUS", "OPEN"}),
        ("1+", 2, {"NUMBER", "MINUS", "OPEN"}),
        ("1)", 1, {"PLUS", "STAR", lalr.END}),
        ("(1+", 2, {"COMMA", "CLOSE"}),
        ("(1,)", 3, {"NUMBER"}),
        ("1*2(", 3, {"PLUS", "STAR", lalr.END}),
    ],
)
def test_what_cannot_follow(text: str, number: int, expected: set[str]) -> None:
    with pytest.raises(lalr.Unexpected) as raised:
        read(text)
    assert (raised.value.number, raised.value.expected) == (number, expected)


def test_a_refused_word_changes_nothing() -> None:
    reader = lalr.Reader(tables(SUMS), BUILDERS)
    for word in words("1+2"):
        reader.feed(word)
        assert not reader.takes("CLOSE")
        with pytest.raises(lalr.Unexpected):
            reader.feed(Word("CLOSE", ")"))
    for word in words("*3"):
        reader.feed(word)
    assert reader.finish() == "[1+[2*3]]"


def test_conflicts_are_listed() -> None:
    assert made(SUMS).conflicts == [
        "PLUS in operand: MINUS sum",
        "STAR in sum: product",
        "STAR in sum: sum PLUS product",
    ]


def test_terminals_need_names() -> None:
    with pytest.raises(ValueError, match="without a name"):
        made('start: "+" _rest\n_rest: "++" _rest |')


def test_depth_and_length_are_no_matter() -> None:
    assert len(read("-" * 20_000 + "1")) == 20_001
    assert len(read("(" + "1," * 20_000 + "1)")) == 40_003
