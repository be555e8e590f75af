"""How expressions are read: what is a mistake, where, and what helps."""

from __future__ import annotations

import pytest

from argolint.expressions.expr import parse
from argolint.expressions.expr.printer import printed
from argolint.expressions.tags import DYNAMIC, PLACEHOLDER
from argolint.schema.versions import DEFAULT, SUPPORTED, Version

OLDEST = SUPPORTED[0]


def tree_of(text: str, version: Version = DEFAULT) -> str:
    tree = parse(text, version).tree
    assert tree is not None, text
    return printed(tree)


def marked(text: str, version: Version = DEFAULT) -> list[tuple[str, str, str | None]]:
    """Each problem: what is underlined, the message, the help."""
    return [
        (text[problem.start : problem.end], problem.message, problem.help) for problem in parse(text, version).problems
    ]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("-a ** b", "-(a ** b)"),
        ("not a * b", "not (a * b)"),
        ("not a + b", "(not a) + b"),
        ("not a in b", "(not a) in b"),
        ("-a ?? b", "-(a ?? b)"),
        ("2 ** 3 ** 2", "2 ** (3 ** 2)"),
        ("c + a ?? b", "c + (a ?? b)"),
        ("a < b < c", "a < b && b < c"),
        ("a not in b", "not (a in b)"),
        ("2 ** not b * c", "2 ** (not (b * c))"),
        ("-a ?? b + c", "(-(a ?? b)) + c"),
        ("-1[0]", "(-1)[0]"),
        ("- 2 ** 3[0]", "(-(2 ** 3))[0]"),
        ("a + b | f() * c", "f(a + b) * c"),
        ("a == b < c < d", "(a == b) < c && c < d"),
        ("a ? b : if c { d } else { e } ? f : g", "(a ? b : (c ? d : e)) ? f : g"),
        ("let x = 1; x; y", "let x = 1; (x; y)"),
        ("a ? b : c ? d : e", "a ? b : (c ? d : e)"),
        ("a ?: b", "a ? a : b"),
        ("x | f(1)", "f(x, 1)"),
        ("if a { b } else if c { d } else { e }", "a ? b : (c ? d : e)"),
        ("a.in.let", "a['in']['let']"),
        ("{a: 1, nil: 2,}", "{'a': 1, 'nil': 2}"),
        ("1_0.5_0e1", "105.0"),
        ("/* a */ 1 // b", "1"),
        ("`a``b`", "'a`b'"),
        ("'\\u{1F600}\\x41\\101'", "'\U0001f600AA'"),
        ("map(a, {let x = #; x})", "map(a, let x = #; x)"),
        ("filter(a, .b.c)", "filter(a, #.b.c)"),
    ],
)
def test_what_an_expression_means(text: str, same: str) -> None:
    assert tree_of(text) == tree_of(same)


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("if a { b } else { c }", Version(3, 5)),
        ("1; 2", Version(3, 5)),
        ("'abc'[1:2]", Version(3, 5)),
        ("a?.[0]", Version(3, 5)),
        ("sum([1], # * 2)", Version(3, 5)),
        ("len('a',)", Version(3, 5)),
        ("if a { b } else if c { d } else { e }", Version(3, 6)),
        ("`a``b`", Version(3, 6)),
        ("'\\u{41}'", Version(3, 6)),
        ("b'abc'", Version(4, 1)),
    ],
)
def test_what_came_later(text: str, since: Version) -> None:
    read = [version for version in SUPPORTED if not parse(text, version).problems]
    assert read == [version for version in SUPPORTED if version >= since]


def test_what_the_oldest_version_forgets() -> None:
    assert tree_of("1 + 2 not in [3]", OLDEST) == tree_of("1 + 2 in [3]")
    assert tree_of("1 not == 2", OLDEST) == tree_of("not (1 == 2)")
    assert tree_of("1 * 2 + 3 not not in [4]", OLDEST) == tree_of("not ((1 * 2 + 3) in [4])")
    assert tree_of("-1[0] not + 2", OLDEST) == tree_of("not ((-1)[0] + 2)")
    assert tree_of("map(a, {#}) not contains b", OLDEST) == tree_of("not (map(a, {#}) contains b)")
    assert tree_of("a not 'in' b", OLDEST) == tree_of("a not in b")
    assert tree_of("f(a not)", OLDEST) == tree_of("f(a)")
    assert parse("f(a not not)", OLDEST).problems
    assert parse("1 not == 2", DEFAULT).problems


@pytest.mark.parametrize(
    ("text", "place", "message", "help_text"),
    [
        ("a = 1", "=", "`=` compares nothing", "write `==`"),
        ("a =~ 'b'", "=~", "`=~` is no operator here", "write `matches`"),
        ("a === b", "===", "`===` is no operator here", "write `==`"),
        ("a !== b", "!==", "`!==` is no operator here", "write `!=`"),
        ("a <> b", "<>", "`<>` is no operator here", "write `!=`"),
        ("a AND b", "AND", "an operator or the end is missing before `AND`", "write `and`"),
        ("“a”", "“", "`“` is no quote here", 'write "'),
        ("a – b", "–", "`–` is no minus sign", "write `-`"),
        ("\ufeffa", "\ufeff", "a byte order mark stands in the expression", "take it away"),
        ("a.'b'", "'b'", "a string cannot follow a dot", "write `['b']` without the dot"),
        ("a.[0]", "[", "a name must follow the dot", "an index has brackets and no dot: `[0]`"),
        ("5m", "5m", "`5m` is no number", "put it in quotes if it is text or has a unit"),
        ("9223372036854775808", "9223372036854775808", "`9223372036854775808` is too large for 64 bits",
         "put it in quotes if it is text"),
        ("'a", "'a", "the string is never closed by another '", "put ' behind it"),
        ("'a\nb'", "'a", "a string does not go over the end of a line", "close it, or write it in backticks"),
        ("/* a", "/* a", "the comment is never closed", "put `*/` behind it"),
        ("a ?? b + c", "+", "`+` may not follow `??` without parentheses",
         "write `(a ?? b)` in parentheses, or what is behind `??`"),
        ("2 ** not a ?? b * c", "*", "`*` may not follow `??` without parentheses",
         "write `(a ?? b)` in parentheses, or what is behind `??`"),
        ("a ?? b not in c", "in", "`in` may not follow `??` without parentheses",
         "write `(a ?? b)` in parentheses, or what is behind `??`"),
        ("sum([1]", "(", "`(` is never closed", "add `)`"),
        ("map(a, b c)", "c", "`)` is missing before `c`", None),
        ("{(a) b}", "b", "`:` is missing before `b`", "an entry of a map is written `key: value`"),
        ("{(a) ? b }", "}", "`:` and the other value is missing before `}`",
         "a choice is written `condition ? value : value`"),
        ("map(a, {b: #})", ":", "the brace opens the body of a predicate, not a map",
         "put the map in parentheses: `({key: value})`"),
        ("a | upper", "upper", "`(` is missing at the end",
         "a function behind `|` needs parentheses: `value | upper()`"),
        ("{in: 1}", "in", "the key `in` is an operator", "put it in quotes"),
        ("#", "#", "`#` stands outside a predicate",
         "it is the element within `filter`, `map` and the like; a comment begins with `//`"),
        ("filter(a)", "filter(a)", "`filter` takes at least 2 arguments and gets 1",
         "write `filter(list, condition)`, where `#` is the element"),
        (" ", " ", "there is no expression", "write one, such as `inputs.parameters.name`"),
        ("len(a.b + [1, 2]", "(", "`(` is never closed", "add `)`"),
        ("a[1] == b['c'", "[", "`[` is never closed", "add `]`"),
        ("a && b)", ")", "`)` closes nothing", "take it away, or open it in front"),
        ("len('a)", "'a)", "the string is never closed by another '", "put ' behind it"),
        ("a ? b", "b", "`:` and the other value is missing at the end",
         "a choice is written `condition ? value : value`"),
        ("let x = 1 x", "x", "`;` is missing before `x`", "a variable is written `let name = value; expression`"),
        ("1 + if a { b } else { c }", "if", "a value is missing before `if`", "put the `if` in parentheses"),
    ],
)  # fmt: skip
def test_mistakes(text: str, place: str, message: str, help_text: str | None) -> None:
    assert marked(text)[0] == (place, message, help_text)


def test_an_escape_that_is_none() -> None:
    ((place, message, help_text),) = marked(r"a matches '\d+'")
    assert (place, message) == (r"\d", r"there is no escape `\d`")
    assert help_text is not None
    assert "backticks" in help_text


def test_every_certain_mistake_is_told() -> None:
    assert [place for place, _, _ in marked(r"a = '\d' & b & '\q'")] == ["=", r"\d", "&", "&", r"\q"]


def test_what_follows_from_a_mistake_is_not_told() -> None:
    assert [place for place, _, _ in marked("'it's'")] == ["s"]
    assert [place for place, _, _ in marked("a \\ b")] == ["\\"]


def test_what_a_tag_will_give() -> None:
    assert parse(f"{PLACEHOLDER} > 1", DEFAULT).is_open
    assert parse(f"{DYNAMIC} > 1", DEFAULT).problems == ()
    assert [place for place, _, _ in marked(f"a = {PLACEHOLDER}")] == ["="]
    for text in (f"a == {PLACEHOLDER}", f"len(a, {DYNAMIC}", f"(a == {PLACEHOLDER}", f"a ? b : {DYNAMIC}"):
        assert marked(text) == []
    inside = parse(f"a == '{PLACEHOLDER}'", DEFAULT)
    assert inside.tree is not None
    assert not inside.is_open


def test_nesting_is_never_too_deep() -> None:
    depth = 4_000
    for text in ("(" * depth + "1" + ")" * depth, "-" * depth + "1", "[" * depth + "]" * depth):
        assert parse(text, DEFAULT).tree is not None
    assert "10000 parts" in parse("1" + "+1" * 6_000, DEFAULT).problems[0].message
    assert parse("1" + "+1" * 6_000, OLDEST).tree is not None
