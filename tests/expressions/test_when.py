"""What a `when` means, what is told about one that means nothing, and what stays open before it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argolint.expressions import when
from argolint.expressions.tags import DYNAMIC, PLACEHOLDER
from argolint.expressions.when import dates
from argolint.expressions.when.values import written
from tests.expressions import fuzzing

if TYPE_CHECKING:
    from argolint.expressions.result import Problem

WORDS = [
    "a", "foo", "v1.2", "a.B", "1", "0x1f", "010", "1.2.3", "'a'", '"b c"', "[x]", "'2024-01-15'", "true", "in",
    "==", "!=", "=~", "!~", "<", ">=", "&&", "||", "!", "-", "~", "+", "**", "<<", "?", ":", "??", ",", "(", ")",
    " ", "\\", "=", "`", "“", "[", "]", "'", '"', PLACEHOLDER, DYNAMIC, "²", "é", "\n", "and", ";", "{{",
]  # fmt: skip
GOOD = [
    "a == b && (c != d || !(1 > 2))", "'it\\'s' =~ \"^it\"", "a in (a, b, 'c')", "1 + 2 ** 3 == 9 ? true : false",
    f"{PLACEHOLDER} == ok && '{PLACEHOLDER}' != ''", "'2024-01-15T10:00:00Z' < '2024-02-01'",
]  # fmt: skip
LONG = {
    "open parentheses": "(" * 20_000,
    "parentheses": "(" * 5_000 + "1" + ")" * 5_000,
    "lists in lists": "1" + ", (1" * 150 + ")" * 150,
    "signs": "- " * 20_000,
    "sums": "1" + " + 1" * 20_000,
    "comparisons": "1" + " == 1" * 20_000,
    "choices": "true ? " * 5_000 + "1" + " : 2" * 5_000,
    "a list": "a in (" + "b," * 20_000 + "b)",
    "quotes": "'" * 20_001,
    "brackets": "[" * 20_000,
    "backslashes": "\\" * 20_001,
    "digits": "9" * 20_000,
    "hexadecimal digits": "0x" + "f" * 20_000 + " ",
    "fields": "a.B(" * 20_000,
    "strays": "= " * 20_000,
    "unknown texts": f"{PLACEHOLDER} " * 20_000,
    "loops in a pattern": "'a' =~ '" + "(a*)*" * 2_000 + "'",
    "blanks in a date": "'mon " + " " * 20_000 + "'",
}


def outcome(text: str) -> when.Outcome:
    return when.evaluate(when.parse(text))


def problems(text: str) -> list[tuple[str, str | None]]:
    """The parts of a text that are underlined, with the mending."""
    return [(text[problem.start : problem.end], problem.help) for problem in when.parse(text).problems]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", True),
        ("yes == yes", True),
        ("'5' == 5", False),
        ("2 ** 3 ** 2 == 64", True),
        ("-2 ** 2 == 4", True),
        ("true || 'not looked at'", True),
        ("false && (1 > 'a')", False),
        ("a in (a, b)", True),
        ("[any text] == 'any text'", True),
        ("'2024-01-15' < '2024-01-15T01:00:00+00:00'", True),
        ("'x' + 1000000 == 'x1e+06'", True),
        ("(1 ==)", False),
        ("1 == 1) && (nonsense", True),
        ("true ||) && (nonsense", True),
        ("(1 == 1) nonsense", True),
        ("((true) 1 && false)", False),
        ("'ab' =~ '^a.$'", True),
    ],
)
def test_values(text: str, value: bool) -> None:
    assert outcome(text) == when.Outcome(value, None)


@pytest.mark.parametrize(
    ("text", "underlined"),
    [
        ("a - b == c", "a"),
        ("a.B (1) == 2, 3", "a.B (1) == 2, 3"),
        ("1 == 1 && v1.2 == x", "v1.2"),
        ("a in b", "b"),
        ("'5' > 3", "'5' > 3"),
        ("-(true)", "-(true)"),
        ("a && true", "a"),
        ("'a' =~ ('(' + '')", "'a' =~ ('(' + ''"),
        ("(1, 2) in (3, (1, 2))", "(1, 2) in (3"),
        ("yes", "yes"),
    ],
)
def test_failures_are_placed(text: str, underlined: str) -> None:
    found = outcome(text).problem
    assert found is not None
    assert text[found.start : found.end].startswith(underlined)


@pytest.mark.parametrize(
    ("text", "underlined", "mending"),
    [
        ("a = b", "=", "write `==`"),
        ("a === b", "===", "write `==`"),
        ("'a' ~= 'b'", "~=", "write `=~`"),
        ("a and b", "and", "write `&&`"),
        ("not true", "not", "write `!`"),
        ("true&&!false", "&&!", "put a blank between `&&` and `!`"),
        ("1 ==-1", "==-", "put a blank between `==` and `-`"),
        ("a == “b”", "“", "write `'` or `\"`"),
        ("!ready", "!ready", "compare it, as in `ready != true`"),
        ("workflow.status == Failed", "workflow.status", "write `'workflow.status'`"),
        ("1.2.3 == a", "1.2.3", "write `'1.2.3'` if it is a text"),
        ("(a == b", "(", "add the closing parenthesis"),
    ],
)
def test_mistakes_have_a_mending(text: str, underlined: str, mending: str) -> None:
    assert problems(text)[0] == (underlined, mending)


def test_several_mistakes_are_told_in_order() -> None:
    assert [part for part, _ in problems("a = b && c = d and e")] == ["=", "=", "and"]


@pytest.mark.parametrize("text", ["'a' =~ '('", "a =~ (", "a b", "a ==", "== a", "len(a)", " ", "a; b", "'a", "a\\"])
def test_what_never_parses(text: str) -> None:
    assert when.parse(text).problems
    assert when.evaluate(when.parse(text)).failed


def test_words_have_no_value_in_a_cron_workflow() -> None:
    text = "1 == 1 && ready == ready"
    found = when.evaluate(when.parse(text, words_are_texts=False)).problem
    assert found is not None
    assert text[found.start : found.end] == "ready"


def test_a_quoted_pattern_before_a_choice_is_refused_only_in_steps() -> None:
    text = "'a' =~ 'a' ? true : false"
    assert when.parse(text).problems
    assert when.evaluate(when.parse(text, words_are_texts=False)) == when.Outcome(True, None)


@pytest.mark.parametrize(
    "text",
    [
        f"{PLACEHOLDER} == b",
        f"{PLACEHOLDER}",
        f"{PLACEHOLDER} b",
        f"! {PLACEHOLDER}",
        f"'{PLACEHOLDER}' > 3",
        f"v{PLACEHOLDER} == v1",
        f"a == a ? {DYNAMIC} : c",
        f"a in ({PLACEHOLDER}, b)",
        f"a =~ '{PLACEHOLDER}('",
        f"{PLACEHOLDER} && (1 > a)",
    ],
)
def test_an_unknown_part_leaves_it_open(text: str) -> None:
    found = outcome(text)
    assert isinstance(found.value, when.Unknown)
    assert found.problem is None


@pytest.mark.parametrize(("text", "value"), [(f"false && {PLACEHOLDER}", False), (f"a in (a, {PLACEHOLDER})", True)])
def test_an_unknown_part_may_not_matter(text: str, value: bool) -> None:
    assert outcome(text) == when.Outcome(value, None)


@pytest.mark.parametrize(
    "text",
    [
        f"{PLACEHOLDER} = b",
        f"{PLACEHOLDER} == a and c == d",
        f"{PLACEHOLDER} == ",
        f"foo-{PLACEHOLDER} == 3",
        f"a > 1 && {PLACEHOLDER}",
        f"'{PLACEHOLDER}'",
    ],
)
def test_a_mistake_beside_an_unknown_part_is_certain(text: str) -> None:
    assert outcome(text).problem is not None


@pytest.mark.parametrize(
    ("number", "shown"),
    [(1.0, "1"), (-0.5, "-0.5"), (999999.0, "999999"), (1e6, "1e+06"), (1e-5, "1e-05"), (-0.0, "-0"),
     (float("inf"), "+Inf"), (123456.75, "123456.75"), (0.0001, "0.0001"), (1.5e300, "1.5e+300")],
)  # fmt: skip
def test_numbers_are_written_as_go_writes_them(number: float, shown: str) -> None:
    assert written(number) == shown


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1970-01-02", 86_400),
        ("1970-01-01T01:00:00+01:00", 0),
        ("Thu Jan  1 00:00:10 1970", 10),
        ("Thu Jan 1 00:00:10.5 MST 1970", 10),
        ("1970-01-01 1:02", 3720),
        ("0000-02-29", -62_162_121_600),
    ],
)
def test_dates(text: str, seconds: int) -> None:
    assert dates.seconds(text) == seconds


@pytest.mark.parametrize("text", ["1970-02-29", "1970-1-2", "13:00PM", "10:60", "2024", "Mon", "1970-01-02 "])
def test_no_dates(text: str) -> None:
    assert dates.seconds(text) is None


def read(text: str) -> list[Problem]:
    """All that can be told about a text, in a step and in a CronWorkflow."""
    found: list[Problem] = []
    for words_are_texts in (True, False):
        parsed = when.parse(text, words_are_texts=words_are_texts)
        problem = when.evaluate(parsed).problem
        found += [*parsed.problems, *([problem] if problem else [])]
    return found


def test_any_text_is_read_in_time() -> None:
    for text in fuzzing.texts(1, WORDS, GOOD):
        fuzzing.check(text, read)


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_long_texts_are_read_in_time(text: str) -> None:
    fuzzing.check(text, read)
