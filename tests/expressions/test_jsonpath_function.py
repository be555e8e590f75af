"""How the path of the function `jsonpath()` is read."""

from __future__ import annotations

import pytest

from argolint.expressions.jsonpath import selector
from argolint.expressions.tags import PLACEHOLDER
from argolint.schema.versions import Version
from tests.expressions import fuzzing

NEW, OLD = Version(4, 1), Version(3, 4)


def kinds(text: str, version: Version = NEW) -> list[str]:
    return [f"{step.kind} {step.name}".strip() for step in selector.parse(text, version).steps]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$", ["root"]),
        ("@.a", ["current", "key a"]),
        ("$.a['b c'][\"d\"]", ["root", "key a", "key b c", "key d"]),
        ("$.a[0][-1:]", ["root", "key a", "index 0", "slice"]),
        ("$..a.*", ["root", "recursive", "key a", "wildcard"]),
        ("$.a.length", ["root", "key a", "length"]),
        ("$[*][0,'a']", ["root", "wildcard", "union"]),
        ("$.a[?(@.b > 1)].c", ["root", "key a", "filter @.b > 1", "key c"]),
        ("$.a[(@.length-1)]", ["root", "key a", "script @.length-1"]),
        ("$.a b", ["root", "key a b"]),
        ("$.a.[0]", ["root", "key a", "index 0"]),
        ("$.'a.b'", ["root", "key 'a.b'"]),
        ("$[1 2]", ["root", "index 12"]),
    ],
)
def test_steps(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected
    assert selector.parse(text, NEW).problems == ()


def test_steps_know_their_places() -> None:
    text = "$.a['b'].c"
    keys = selector.parse(text, NEW).keys
    assert [text[key.start : key.end] for key in keys] == ["a", "['b']", "c"]


@pytest.mark.parametrize(
    ("text", "place", "message", "help"),
    [
        ("", "", "does not begin", "`$`"),
        (".kind", ".", "does not begin", "`$.kind`"),
        ("{.kind}", "{", "does not begin", "`$.kind`"),
        ("metadata.name", "m", "does not begin", "`$.metadata.name`"),
        ("$kind", "$k", "cannot follow", "`$.kind`"),
        ("$.a.", ".", "a name is missing", "take the `.` away"),
        ("$.a[", "[", "never closed", "`]`"),
        ("$.a[]", "[]", "empty", "index"),
        ("$.a[my-key]", "my-key", "without quotes", "`['my-key']`"),
        ("$.a[?@.b]", "?@.b", "needs parentheses", "[?("),
        ("$.a[1:b]", "1:b", "no slice", "whole numbers"),
        ("$.a[b:1]", "b:1", "no end of a slice", "FROM"),
        ("$.a[1,]", "1,", "no index", "quotes"),
        ("$['a'b']", "'a'b'", "a quote stands", "quotes"),
        ("$.a[()]", "()", "no expression", "EXPRESSION"),
        ("$.a[?(@.b > @.)]", ".", "a name is missing", "take the `.` away"),
        ("$.a[?(@.b[c] == 1)]", "c", "without quotes", "`['c']`"),
        ("$.a[?(@.inner == 1)]", "@.inner", "`in` of `inner`", "`['inner']`"),
        ("$.a[?((@.b) || (@.c))]", "@.b)", "cannot read", "leave out the parentheses"),
    ],
)
def test_problems(text: str, place: str, message: str, help: str) -> None:
    (problem,) = selector.parse(text, NEW).problems
    assert text[problem.start : problem.end] == place
    assert message in problem.message
    assert problem.help is not None and help in problem.help


@pytest.mark.parametrize("text", ["$.a[?(@['inner'] == 1)]", "$.a[?(@.b || @.c)]", "$.a[?(@.b == '@.')]"])
def test_filters_that_look_like_mistakes(text: str) -> None:
    assert selector.parse(text, NEW).problems == ()


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("$.a.b[0]", True),
        ("$kind", True),
        ("$.a[0:2]", True),
        ("$.a[?(@.b > 1)].c", True),
        ("$['a']", False),
        ("$..a", False),
        ("$.*", False),
        ("$.a[::2]", False),
        ("$.a[(1)]", False),
        ("$.a[?@.b]", False),
        ("$.a[]", False),
        ("$.a.$", False),
        ("a", False),
    ],
)
def test_the_library_of_old_releases(text: str, good: bool) -> None:
    assert (selector.parse(text, OLD).problems == ()) == good


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("$.a", "unknown"),
        ("$.a[*].b", "array"),
        ("$.a[*][0]", "unknown"),
        ("$..a", "array"),
        ("$.a[?(@.b)]", "array"),
        ("$.a[?(@.b)][0]", "unknown"),
        ("$.a.length", "int"),
    ],
)
def test_types(text: str, type: str) -> None:
    assert selector.parse(text, NEW).type == type


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (f"$.{PLACEHOLDER}.b[c]", 0),
        (f"$.a[b].{PLACEHOLDER}", 1),
        (f"$.a[{PLACEHOLDER}", 0),
        (f"{PLACEHOLDER}", 0),
        (f".a.{PLACEHOLDER}", 1),
    ],
)
def test_placeholders_hide_what_is_not_certain(text: str, problems: int) -> None:
    read = selector.parse(text, NEW)
    assert (len(read.problems), read.steps) == (problems, ())


GOOD = (
    "$.items[?(@.n > 1 && @.ok)].name",
    "$['a'][\"b\"][0,1][-1:]..c.*",
    "$.items[(@.length-1)][1:(@.length-1):2]['a','b',(@.c)]",
    "$.a[?((@.a > 1) && !(@.b in [1,2]) || @.c[?(@.d =~ /x/)])]",
)
SIGNS = r"""
    $ @ . .. [ ] ( ) ?( ? ' " * : , 0 -1 a items length == != > < || && in + - / % \ é { }
"""
WORDS = (
    *SIGNS.split(),
    "not in", " ", "\t", "$.", "@.", "[?(", ")]", PLACEHOLDER,
)  # fmt: skip


@pytest.mark.parametrize("version", [OLD, NEW], ids=str)
def test_random_texts(version: Version) -> None:
    for text in fuzzing.texts(21, WORDS, GOOD):
        fuzzing.check(text, lambda text: selector.parse(text, version).problems)
        fuzzing.check(f"$.a[?({text})]", lambda text: selector.parse(text, version).problems)


@pytest.mark.parametrize("version", [OLD, NEW], ids=str)
@pytest.mark.parametrize(
    "text",
    [
        "$" + ".a" * 5000,
        "$" + "." * 5000,
        "$." + "[" * 5000,
        "$.'" + "." * 5000,
        "$[" + "1," * 5000 + "1]",
        "$[" + "9" * 20000 + "]",
        "$[?(" + "a + " * 3000 + "a)]",
        "$[?(" + "not in " * 3000 + ")]",
        "$[?(" + "$.@" * 3000 + ")]",
        "$[?(" + "(" * 3000 + ")" * 3000 + ")]",
        "$[?(" + "@.a[?(" * 1000 + ")]" * 1000 + ")]",
    ],
    ids=lambda text: text[:8],
)
def test_long_texts(text: str, version: Version) -> None:
    fuzzing.check(text, lambda text: selector.parse(text, version).problems)
