"""Durations, quantities, selectors and formats: what they mean, and what is told about those that mean nothing."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from argolint.expressions import cron, depends, durations, quantities, selectors, sequence_formats, tags
from argolint.expressions.result import Problem
from argolint.schema.versions import SUPPORTED
from tests.expressions import fuzzing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SECOND = 1_000_000_000


def underlined(text: str, problems: Sequence[Problem]) -> list[tuple[str, str | None]]:
    return [(text[problem.start : problem.end], problem.help) for problem in problems]


@pytest.mark.parametrize(
    ("text", "seconds"), [("1h30m", 5400), ("-1.5s", -1.5), ("0", 0), ("1m1m", 120), (".5h", 1800), ("1µs", 1e-6)]
)
def test_durations(text: str, seconds: float) -> None:
    assert durations.parse(text) == durations.Duration(round(seconds * SECOND), ())


def test_whole_numbers_are_seconds_where_argo_reads_them() -> None:
    assert durations.parse("007", whole_seconds=True).nanoseconds == 7 * SECOND
    assert durations.parse("9999999999", whole_seconds=True).nanoseconds == -8_446_744_074_709_551_616
    assert durations.parse("7").problems


@pytest.mark.parametrize(
    ("text", "part", "mending"),
    [
        ("2d", "d", "write `48h`"),
        ("1h 30m", "h ", "write `1h30m`"),
        ("10", "10", "write `10s` for seconds"),
        ("PT1H", "PT1H", "write hours, minutes and seconds, such as `1h30m` or `45s`"),
        ("9223372037s", "9223372037s", "write hours, minutes and seconds, such as `1h30m` or `45s`"),
    ],
)
def test_no_durations(text: str, part: str, mending: str) -> None:
    assert underlined(text, durations.parse(text).problems) == [(part, mending)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("500m", Fraction(1, 2)),
        ("1.5Gi", Fraction(3 * 2**29)),
        ("-2k", Fraction(-2000)),
        ("1E", Fraction(10**18)),
        ("1E3", Fraction(1000)),
        ("0.1n", Fraction(1, 10**9)),
        ("16Ei", Fraction(2**63 - 1)),
        (".", Fraction(0)),
    ],
)
def test_quantities(text: str, number: Fraction) -> None:
    assert quantities.parse(text).number == number


@pytest.mark.parametrize(
    ("text", "mending"),
    [("1K", "write `1k`"), ("1gi", "write `1Gi`"), ("512 Mi", "write `512Mi`"), ("2GB", "write `2G`"),
     (" 1Gi", "write `1Gi`"), ("lots", "write a number, such as `1` or `500m`")],
)  # fmt: skip
def test_no_quantities(text: str, mending: str) -> None:
    (problem,) = quantities.parse(text).problems
    assert problem.help == mending


def test_huge_quantities_have_no_number() -> None:
    assert quantities.parse("1e999999999") == quantities.Quantity(None, "e999999999", ())
    assert quantities.parse("9" * 9_999).number is None
    assert quantities.parse("0e999999999").number == 0


def test_selectors() -> None:
    parts = selectors.parse("app = web, !old,tier in (b, a,),n>3, x").requirements
    assert [(part.key, part.operator, part.values) for part in parts] == [
        ("app", "=", ("web",)),
        ("old", "!", ()),
        ("tier", "in", ("", "a", "b")),
        ("n", ">", ("3",)),
        ("x", "exists", ()),
    ]
    assert selectors.parse("  ") == selectors.Selector((), ())


@pytest.mark.parametrize(
    ("text", "keys"),
    [("a\0", ["a"]), ("a=\0b", ["a"]), ("a\0=b", ["a"]), ("a, \0 b", None), ("a\0 \0(", ["a"]), ("a\0b", None)],
)
def test_a_zero_ends_a_selector_unless_a_word_or_sign_swallows_it(text: str, keys: list[str] | None) -> None:
    read = selectors.parse(text)
    assert (None if read.problems else [part.key for part in read.requirements]) == keys


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("a=b || c=d", "||"),
        ("a not in (b)", "not"),
        ("a>=1", "="),
        ("a='b'", "'b'"),
        ("-a=b", "-a"),
        ("a>b", "b"),
        ("a=b,", ""),
        ("a in (b", ""),
        ("a in b", "b"),
    ],
)
def test_no_selectors(text: str, part: str) -> None:
    assert underlined(text, selectors.parse(text).problems)[0][0] == part


def test_every_bad_label_of_a_selector_is_told() -> None:
    assert [part for part, _ in underlined("a=-x,b=_y", selectors.parse("a=-x,b=_y").problems)] == ["-x", "_y"]


@pytest.mark.parametrize(
    ("text", "item"),
    [("%03d", "007"), ("n%[1]d-%[1]x", "n7-7"), ("%s", "%!s(int=7)"), ("%*d", "%!d(MISSING)"), ("%U", "U+0007")],
)
def test_items(text: str, item: str) -> None:
    assert sequence_formats.item(text, 7) == item


@pytest.mark.parametrize(
    ("text", "part"),
    [("x%s", "%s"), ("%d %d", "%d"), ("item", "item"), ("100%", "%"), ('"%d"', '"%d"'), ("%[2]d", "%[2]d")],
)
def test_no_formats(text: str, part: str) -> None:
    assert underlined(text, sequence_formats.parse(text).problems)[0][0] == part


@pytest.mark.parametrize(("text", "distinct"), [("%d", True), ("%T", False), ("%[2]d", False)])
def test_whether_items_differ(text: str, distinct: bool) -> None:
    assert sequence_formats.parse(text).distinct == distinct


def test_a_larger_depends_is_left_to_its_language() -> None:
    assert not depends.parse("A.Succeeded ? B : !C", SUPPORTED[-1]).problems
    text = "A != B; C-1.Failed == true"
    assert [part for part, _ in underlined(text, depends.parse(text, SUPPORTED[-1]).problems)] == ["true"]
    assert depends.parse("A; B", SUPPORTED[0]).problems


def test_a_result_that_is_none_is_told_with_the_one_that_is_meant() -> None:
    text = "build.Suceeded || test"
    assert underlined(text, depends.parse(text, SUPPORTED[-1]).problems) == [("Suceeded", "write `Succeeded`")]


def of_cron(text: str) -> Sequence[Problem]:
    cron.fits_definition(text)
    found = cron.parse(text)
    if isinstance(found, cron.Fault):
        return [Problem(found.start, found.end, found.reason, found.help)]
    return []


def of_tags(text: str) -> Sequence[Problem]:
    known = {"a": "1", "b": "{{a}}"}
    tags.fill(text, known.get)
    tags.fill_plain(text, known.get)
    return [Problem(tag.start, tag.end, tag.inner or "-", "-") for tag in tags.unresolved(text, known.get)]


READERS: dict[str, Callable[[str], Sequence[Problem]]] = {
    "duration": lambda text: durations.parse(text).problems,
    "seconds": lambda text: durations.parse(text, whole_seconds=True).problems,
    "quantity": lambda text: quantities.parse(text).problems,
    "selector": lambda text: selectors.parse(text).problems,
    "format": lambda text: sequence_formats.parse(text).problems,
    "depends": lambda text: depends.parse(text, SUPPORTED[-1]).problems,
    "cron": of_cron,
    "tags": of_tags,
}
WORDS = {
    "duration": "1 0 .5 h m s ms µs d - + 999999999999",
    "seconds": "1 0 s - + é",
    "quantity": "1 0 . m Ki Gi E e3 e-9 - + K é",
    "selector": "a b = == != ! in notin ( ) , < > 1 - é \0",
    "format": '% d s x q [1] [ ] * . 5 0 + - # " \\ é',
    "depends": "A b-1 .Failed .Foo && || ! ( ) == ? : ?? ; and 1 - _ ' é",
    "cron": "* 1 59 , - / ? MON @daily @every TZ=UTC é",
    "tags": '{{ }} a b = { } é " \n',
}
GOOD = {
    "duration": ["1h30m5.5s"],
    "seconds": ["-12", "3m"],
    "quantity": ["1.5Gi", "100m", "2e3"],
    "selector": ["a=b,!c,d in (e, f)"],
    "format": ["n%05.3d-%[1]x"],
    "depends": ["A && (B.Failed || !c-1)", "A ? B : C"],
    "cron": ["*/5 1-3 1,15 * MON-FRI", "@every 1h", "TZ=UTC 0 0 * * *"],
    "tags": ["x {{a}} {{= b }} {{c.{{a}}}}"],
}
LONG = [
    "9" * 20_000, "1." + "9" * 20_000 + "s", "1h" * 10_000, "1e" + "9" * 20_000, "0" * 20_000 + "1s", "a=b," * 9_000,
    "a in (" + "b," * 9_000 + "b)", "%" * 20_000, "%9999d" * 2_000, "%[" * 9_000, "(" * 20_000, "A && " * 9_000,
    "A == " * 2_000 + "A", "1 == " * 2_000 + "1", "," * 20_000, "*" * 20_000, "{{a" * 9_000 + "}}", "{{a}}" * 9_000,
]  # fmt: skip


@pytest.mark.parametrize("language", READERS)
def test_any_text_is_read_in_time(language: str) -> None:
    for text in GOOD[language]:
        READERS[language](text)  # what is loaded on first need does not count
    for text in fuzzing.texts(3, [*WORDS[language].split(" "), " "], GOOD[language]):
        fuzzing.check(text, READERS[language])


@pytest.mark.parametrize("language", READERS)
def test_long_texts_are_read_in_time(language: str) -> None:
    for text in LONG:
        fuzzing.check(text, READERS[language])
