"""How filters of jq are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argolint.expressions import jq
from argolint.expressions.tags import DYNAMIC, PLACEHOLDER
from argolint.schema.versions import SUPPORTED, Version
from tests.expressions import fuzzing

if TYPE_CHECKING:
    from argolint.expressions.jq.tree import Node

NEW, OLD = Version(4, 1), Version(3, 4)


def shown(node: Node) -> str:
    """A tree as text, without what is absent."""
    parts = " ".join(shown(part) for part in node.parts if part.kind != "absent")
    label = f"{node.kind} {node.text}" if node.text else node.kind
    return f"{label}({parts})" if parts else label


def tree(text: str) -> str:
    found = jq.parse(text, NEW).tree
    assert found is not None
    return shown(found.parts[-1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (".a.b", "field b(field a(identity))"),
        ('.["a"]?', 'optional(key(identity . string "a"))'),
        (".[1:]", "slice(identity . number 1)"),
        (".a[]", "each(field a(identity))"),
        ("1 + 2 * 3", "operator +(number 1 operator *(number 2 number 3))"),
        ("1 - 2 - 3", "operator -(operator -(number 1 number 2) number 3)"),
        ("1 // 2 // 3", "operator //(number 1 operator //(number 2 number 3))"),
        ("., 1 | 2", "pipe |(comma ,(identity . number 1) number 2)"),
        ("-.a", "unary -(field a(identity))"),
        ("1 + 2 as $x | $x", "binding(operator +(number 1 number 2) variable $x variable $x)"),
        ("1, 2 as $x | 3", "comma ,(number 1 binding(number 2 variable $x number 3))"),
        ("try .a catch .b | 1", "pipe |(try(field a(identity) field b(identity)) number 1)"),
        ("try 1 + 2", "operator +(try(number 1) number 2)"),
        ('"a\\(.b)c"', "string(text a field b(identity) text c)"),
        ("{a, (.b): 1}", "object(entry(name a) entry(group(field b(identity)) number 1))"),
        (
            "def f(g; $x): g; f(1; 2)",
            "definition(function f(name g name $x call g) call f(number 1 number 2))",
        ),
        ("if . then 1 elif 2 then 3 else 4 end", "if(identity . number 1 number 2 number 3 number 4)"),
        ("reduce .[] as $x (0; 1)", "reduce(each(identity .) variable $x number 0 number 1)"),
        ("label $f | break $f", "label $f(break $f)"),
        (".if # a comment\n", "field if(identity)"),
    ],
)
def test_trees(text: str, expected: str) -> None:
    assert tree(text) == expected


@pytest.mark.parametrize(
    ("text", "place", "message", "help"),
    [
        (".a && .b", "&&", "`&&` is no operator", "`and`"),
        (".a || .b", "||", "`||` is no operator", "`or`"),
        (".a === 1", "===", "`===` is no operator", "`==`"),
        (".a <> 1", "<>", "`<>` is no operator", "`!=`"),
        ("!.a", "!", "`!` has no meaning", "| not"),
        (".a == 'b'", "'", "no quote of jq", "double quotes"),
        ("“a”", "“", "no quote of jq", "double quotes"),
        ("$.kind", "$.", "no beginning", "leave the `$` out"),
        ("{.kind}", "{.kind", "no filter of jq", "without braces"),
        (".a[?(@.b)]", "[?", "no filter of jq", "select("),
        ("..name", "..name", "takes no name", "`.. | .name?`"),
        (".a.b-c", "c", "no function `c`", '`."b-c"`'),
        (".items[", "[", "never closed", "`]`"),
        (".items]", "]", "closes nothing", "take it away"),
        ("if .a then .b", "if", "never ended", "`end`"),
        ("else 1", "else", "has no `if`", "`if`"),
        (".a |", "|", "ends behind", "take it away"),
        ("| .a", "|", "nothing stands in front", "fill the gap"),
        (".a | | .b", "|", "nothing stands between", "fill the gap"),
        (".a .b c", "c", "no operator stands between", "`|`"),
        ("{a: 1 b: 2}", "b", "no `,` stands", "`,`"),
        ("{a-b: 1}", "a-", "needs quotes", '`"…"`'),
        ("1 == 2 == 3", "==", "another operator of its kind", "parentheses"),
        ("[(1]", "]", "still open", "`)`"),
        ("f()", ")", "cannot stand here", "parentheses"),
        (". as x | 1", "x", "cannot stand here", "`$x`"),
        ("break out", "out", "cannot stand here", "`$out`"),
        ("and", "and", "nothing stands", "fill the gap"),
        ("1.2.3", "1.2.3", "no number", "1.5"),
        ('"a', '"a', "never closed", '`"`'),
        (r'"\d"', r"\d", "escape", r"`\\`"),
        ("", "", "the filter is empty", "`.`"),
        ("# nothing", "", "the filter is empty", "`.`"),
        ("lenght", "lenght", "no function `lenght`", "`length`"),
        ("zyxwv", "zyxwv", "no function `zyxwv`", "`.zyxwv`"),
        ("map", "map", "takes 1 argument, not 0", "parentheses"),
        ("now(1)", "now", "takes no argument, not 1", "parentheses"),
        ("leaf_paths", "leaf_paths", "only up to Argo 3.4", "other functions"),
        ("$x", "$x", "`$x` is not defined", "as $x"),
        ("break $x", "break $x", "no label `$x`", "label $x |"),
        ("input", "input", "does not allow `input`", "one document"),
        ("@jsno", "@jsno", "no format `@jsno`", "`@json`"),
        ('import "a" as a; .', 'import "a" as a;', "cannot be loaded", "no modules"),
        ("1 + def f: 2; f", "def", "`def` cannot begin here", "parentheses"),
        ("{a: label $x | 1}", "label", "`label` cannot begin here", "parentheses"),
    ],
)
def test_problems(text: str, place: str, message: str, help: str) -> None:
    problem = jq.parse(text, NEW).problems[0]
    assert text[problem.start : problem.end] == place
    assert message in problem.message
    assert problem.help is not None and help in problem.help


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("abs", Version(3, 5)),
        ("trim", Version(3, 6)),
        ('trimstr("a")', Version(4, 1)),
        ("1 + 2 as $x | $x", Version(4, 1)),
        ("if . then 1 end.a", Version(3, 6)),
        ("{a: 1 + 2}", Version(3, 6)),
        ("{a: if . then 1 end}", Version(3, 6)),
        ("-try 1", Version(3, 6)),
        ("reduce 1 + 2 as $x (0; .)", Version(3, 6)),
        (". # \\\n a comment", Version(3, 5)),
    ],
)
def test_what_came_later(text: str, since: Version) -> None:
    accepted = [version for version in SUPPORTED if not jq.parse(text, version).problems]
    if text == "1 + 2 as $x | $x":  # the oldest releases read it in another way
        accepted = [version for version in accepted if version >= Version(3, 6)]
    assert accepted == [version for version in SUPPORTED if version >= since]


@pytest.mark.parametrize("text", ["", "1 + def f: 2; f", "try label $x | 1", "leaf_paths"])
def test_what_went_away(text: str) -> None:
    assert not jq.parse(text, OLD).problems
    assert jq.parse(text, NEW).problems


@pytest.mark.parametrize(
    "text",
    [
        ". as {a: $x, ($x): $y} | $y",
        ". as [$a] ?// $b | $a, $b",
        "def f: def g: 1; g; f",
        "def f($a): $a + a; f(1)",
        "label $a | def f: break $a; f",
        "foreach .[] as $x (0; . + $x; $x)",
        "$ENV.HOME, env.HOME",
        "def map: 1; map",
        "def input: 1; input",
        ". as $if | {$if, if: 1}",
    ],
)
def test_names_that_a_filter_defines(text: str) -> None:
    assert jq.parse(text, NEW).problems == ()


@pytest.mark.parametrize(
    "text",
    [
        ". as {($x): $y, a: $x} | 1",
        "(1 as $x | 2) | $x",
        "reduce . as $x ($x; .)",
        "def f: def g: 1; g; g",
        "(label $a | 1) | break $a",
        "1 as $f | break $f",
        '"\\($x)"',
        "{$x}",
    ],
)
def test_names_out_of_their_scope(text: str) -> None:
    assert len(jq.parse(text, NEW).problems) == 1


def test_names_are_those_of_jq_itself() -> None:
    text = "def f: 1; .a as $x | map(f + $x) | $ENV"
    found = jq.parse(text, NEW).names
    assert [(name.text, text[name.start : name.end]) for name in found] == [
        ("map/1", "map(f + $x)"),
        ("$ENV", "$ENV"),
    ]


@pytest.mark.parametrize(
    ("text", "type"),
    [
        (".a | tostring | [.]", "array"),
        ("{a: 1}", "object"),
        ('"a"', "string"),
        ("@json", "string"),
        (". as $x | 1", "number"),
        ("(true)", "boolean"),
        ("null", "null"),
        (".a == 1", "boolean"),
        (".a + 1", "unknown"),
        (".a", "unknown"),
    ],
)
def test_types(text: str, type: str) -> None:
    assert jq.parse(text, NEW).type == type


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (f".a == {PLACEHOLDER}", 0),
        (f'.a == "{PLACEHOLDER}', 0),
        (f"(.a == {DYNAMIC}", 0),
        (f'(.a == "{PLACEHOLDER}"', 0),
        (f".a && {PLACEHOLDER}", 1),
        (f".a b c {PLACEHOLDER}", 1),
        (f".a b{PLACEHOLDER}", 0),
        (f"nosuch | {PLACEHOLDER}", 0),
    ],
)
def test_placeholders_hide_what_is_not_certain(text: str, problems: int) -> None:
    read = jq.parse(text, NEW)
    assert (len(read.problems), read.tree) == (problems, None)


GOOD = (
    '.a.b | map(select(.c == "x")) | .[0].d[1:2]?',
    "reduce .[] as [$a, {b: $c}] (0; . + $a) | foreach .[] as $x (0; 1; 2)",
    'if .a then "b\\(.c | "d\\(1)")e" elif 1 then 2 else @base64 "x" end',
    "def f(x; $y): x | $y; . as {a: $x, (.k): $y} ?// [$x] | f($x; 1)",
    "label $out | try error catch (., break $out) // {a, $__loc__, if: 1 | 2}",
)
SIGNS = r"""
    . .. .a $x 1 2.5 1e and or if then elif else end try catch reduce foreach as def label break f( ( )
    [ ] { } | , : ; ? ?// // //= |= == != < + - * / % @json & ' \ é
"""
WORDS = (
    *SIGNS.split(),
    '"', '"a"', '"\\(', "\\(", " ", "\n", "#", "\\\n", "\0", "null", "import", "module", PLACEHOLDER,
)  # fmt: skip


@pytest.mark.parametrize("version", [OLD, Version(3, 6), NEW], ids=str)
def test_random_texts(version: Version) -> None:
    jq.parse(".", version)
    for text in fuzzing.texts(20, WORDS, GOOD):
        fuzzing.check(text, lambda text: jq.parse(text, version).problems)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5000,
        "[" * 5000 + "]" * 5000,
        "." + ".a" * 5000,
        ".|" * 5000 + ".",
        '"\\(' * 3000 + "1" + ')"' * 3000,
        ". as $a | " * 3000 + "$a",
        "def f: 1; " * 3000 + "f",
        "if . then " * 3000,
        "try " * 3000,
        "nosuch | " * 3000 + ".",
        "a-" * 3000 + "b",
        "9" * 20000,
        "1e" + "9" * 20000,
        '"' + "\\\\" * 20000,
        "#\\\n" * 5000,
    ],
    ids=lambda text: text[:8],
)
def test_long_texts(text: str) -> None:
    jq.parse(".", NEW)
    fuzzing.check(text, lambda text: jq.parse(text, NEW).problems)
