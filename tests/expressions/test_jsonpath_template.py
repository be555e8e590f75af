"""How the template of `valueFrom.jsonPath` is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argolint.expressions.jsonpath import template
from argolint.expressions.tags import PLACEHOLDER
from tests.expressions import fuzzing

if TYPE_CHECKING:
    from argolint.expressions.jsonpath.reader import Part


def shown(part: Part) -> str:
    """A part as text."""
    inner = " ".join(map(shown, part.parts))
    if part.kind == "action":
        return f"{{{inner}}}"
    return f"{part.kind} {part.value} {inner}".strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$.kind", ["text $.kind"]),
        ("{.kind}", ["{field kind}"]),
        ("a{$.b}c", ["text a", "{field b}", "text c"]),
        (r"{.a\.b/c}", ["{field a.b/c}"]),
        ("{.a['b.c']}", ["{field a field b field c}"]),
        (r"{.a['b\.c']}", ["{field a field b.c}"]),
        ("{..a.*}", ["{recursive field a wildcard}"]),
        ("{.a[0:2]}", ["{field a index 0:2}"]),
        ("{.a[*]}", ["{field a index *}"]),
        ("{.a[0,'b']}", ["{field a union 0,'b' {index 0} {field b}}"]),
        ("{.a[?(@.b>1)]}", ["{field a filter > {field b} {number 1}}"]),
        ("{.a[?(@.b)]}", ["{field a filter  {field b}}"]),
        ("{range .a}{'\\n'}{end}", ["{word range field a}", "{text '\\n'}", "{word end}"]),
        ("{true}{1.5}", ["{boolean true}", "{number 1.5}"]),
        ("{.a|b}", ["{field a|b}"]),
        ("}", ["text }"]),
    ],
)
def test_parts(text: str, expected: list[str]) -> None:
    read = template.parse(text)
    assert [shown(part) for part in read.parts] == expected
    assert read.problems == ()
    assert read.type == "string"


@pytest.mark.parametrize(("text", "literal"), [(".kind", True), ("{.kind}", False), ("", True), ("{", False)])
def test_a_text_without_braces_is_literal(text: str, literal: bool) -> None:
    assert template.parse(text).literal == literal


def test_fields_know_their_places() -> None:
    text = r"{.a['b\.c'].d[?(@.e == 'f')]}{.g[0,'h']}"
    fields = template.parse(text).fields
    assert [field.value for field in fields] == ["a", "b.c", "d", "e", "g", "h"]
    assert [text[field.start : field.end] for field in fields if field.value in "adeg"] == [
        ".a",
        ".d",
        ".e",
        ".g",
    ]


@pytest.mark.parametrize(
    ("text", "place", "message", "help"),
    [
        ("{.kind", "{.kind", "never closed", "`}`"),
        ("{.a\n}", "{.a", "on its line", "one line"),
        ("{.a[0", "[0", "never closed", "`]`"),
        ("{.a[b]}", "[b]", "no index", "`['b']`"),
        ('{.a["b"]}', '["b"]', "no index", "single quotes"),
        ("{.a[-]}", "[-]", "no index", "slice"),
        ("{.a[0,b]}", "[b]"[1:2], "no index", "`['b']`"),
        ("{.a[?(@.b]}", "[?(@.b]}", "never closed", "`)]`"),
        ("{.a[?(@.b)}", "[?(@.b)", "does not follow", "[?("),
        ("{.a[?(@.b==1 && @.c)]}", "&", "no meaning", "second filter"),
        ("{.a[?(@.b=~'c')]}", "~", "no meaning", "jqFilter"),
        ("{.a[?(@.b=1)]}", "[?(@.b=1)]", "no comparison", "`==`"),
        ("{.a[?(@.b==c)]}", "c", "neither a text nor a field", "`'c'`"),
        ("{.a....b}", "..", "cannot follow", "leave one"),
        ("{'a}", "'a}", "never closed", "`'`"),
        (r"{'\d'}", r"'\d'", "no valid escape", "Go"),
        ("{1.2.3}", "1.2.3", "no number", "quotes"),
        ("{kind}", "kind", "no path", "`{.kind}`"),
        ("{.a b}", "b", "no path", "no blanks"),
        ("{end}", "end", "ends no `range`", "range PATH"),
        ("{range .a}{end}{end}", "end", "ends no `range`", "range PATH"),
        ("{{.kind}}", "{", "no meaning", "do not nest"),
        ("{“a”}", "“", "no meaning", "plain quotes"),
        ("{*}", "*", "no meaning", "`.*`"),
    ],
)
def test_problems(text: str, place: str, message: str, help: str) -> None:
    (problem,) = template.parse(text).problems
    assert place in text[problem.start : problem.end]
    assert message in problem.message
    assert problem.help is not None and help in problem.help


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (f"{{.{PLACEHOLDER}", 0),
        (f"{{.a[b]}}{PLACEHOLDER}", 1),
        (f"{{kind}}{PLACEHOLDER}", 0),
        (PLACEHOLDER, 0),
    ],
)
def test_placeholders_hide_what_is_not_certain(text: str, problems: int) -> None:
    read = template.parse(text)
    assert (len(read.problems), read.parts) == (problems, ())


GOOD = (
    "{.items[?(@.n>1)].name}text{..name}{@.kind}",
    '{range .items[*]}{.name}{"\\n\\u00e9"}{end}',
    "{.metadata.labels['a\\.b/c']}{.a[0,1,-1:]}{'a\\'b'} {1.5} {-3} {true}",
    "{.items[?(@.a.b[0]!='x y)')].c}{..*}{.*}",
)
SIGNS = r"""
    { } . .. [ ] ( ) [?( )] ' " * : , 0 -1 1.5 a true $ @ \ \n == != > < = ! + - é ٣ / |
"""
WORDS = (
    *SIGNS.split(),
    "range ", "{end}", " ", "\n", "\t", PLACEHOLDER,
)  # fmt: skip


def test_random_texts() -> None:
    for text in fuzzing.texts(22, WORDS, GOOD):
        fuzzing.check(text, lambda text: template.parse(text).problems)
        fuzzing.check(f"{{{text}}}", lambda text: template.parse(text).problems)


@pytest.mark.parametrize(
    "text",
    [
        "{" * 5000,
        "{.a}" * 5000,
        "{" + "[0]" * 5000 + "}",
        "{[" + "0," * 5000 + "0]}",
        "{[?(" * 3000,
        "{[?(" + "=" * 5000 + ")]}",
        "{" + "9" * 20000 + "}",
        "{'" + "\\\\" * 5000 + "'}",
        "{range .a}" * 3000 + "{end}" * 3000,
        "{" + "a " * 5000 + "}",
    ],
    ids=lambda text: text[:8],
)
def test_long_texts(text: str) -> None:
    fuzzing.check(text, lambda text: template.parse(text).problems)
