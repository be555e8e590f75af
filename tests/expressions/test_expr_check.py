"""How expressions are judged where they stand: names, types, calls, constants."""

from __future__ import annotations

from typing import Any

import pytest

from argolint.expressions.expr import ANYTHING, PLACES, Verdict, check, environment, parse
from argolint.expressions.expr.environments import Environment
from argolint.expressions.tags import PLACEHOLDER
from argolint.schema.versions import DEFAULT, SUPPORTED, Version

VARIABLES = ["workflow.name", "inputs.parameters", "inputs.parameters.my-param", "item", "steps.a.status"]


def judge(text: str, place: str = "tag", version: Version = DEFAULT) -> Verdict:
    return check(parse(text, version), environment(place, version, VARIABLES))


def told(verdict: Verdict) -> list[tuple[str, str | None]]:
    return [(problem.message, problem.help) for problem in verdict.problems + verdict.failures]


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("1 + 2", "int"),
        ("1 / 2", "float64"),
        ("'a' + 'b'", "string"),
        ("workflow", "map[string]any"),
        ("workflow.name", "any"),
        ("item", "string"),
        ("item == '1' && true", "bool"),
        ("[1, 2][0]", "int"),
        ("[1, 'a'][0]", "any"),
        ("split('a', ',')[0]", "string"),
        ("workflow.name ?? 'a'", "any"),
        ("true ? 1 : 2", "int"),
        ("date('2024-01-01') - date('2023-01-01')", "time.Duration"),
        ("date('2024-01-01').Year()", "int"),
        ("upper", "func(string) string"),
        ("filter([1], # > 0)[0]", "int"),
        ("reduce([1], #acc + #, 0)", "any"),
        ("nil", "any"),
        ("date('2024-01-01', '2006-01-02', 'UTC')", "time.Time"),
        ("date(timezone('UTC'), '2024-01-01', '2006-01-02')", "time.Time"),
        ("date(timezone('UTC'), '2024-01-01', '2006-01-02', 'UTC')", "time.Time"),
    ],
)
def test_types(text: str, of: str) -> None:
    verdict = judge(text)
    assert (str(verdict.type), verdict.problems) == (of, ())


@pytest.mark.parametrize(
    ("text", "message", "help_text"),
    [
        ("null == 1", "there is no `null` in expressions", "write `nil`"),
        ("workflw.name", "there is no name `workflw` here", "did you mean `workflow`?"),
        ("inputs.parameters.my-param", "`-` subtracts `param`, and there is no such name here",
         "a name with a dash stands in brackets, without the dot: `['my-param']`"),
        ("item + 1", "`+` does not go with a string and an int",
         "convert one side: `string(…)` to join texts, `int(…)` or `float(…)` to add"),
        ("item.name", "a string has no member `name`", "read JSON first: `fromJSON(…).name`"),
        ("'a' in 'abc'", "`in` looks into a list or a map, not into a string", "write `text contains part`"),
        ("1 in ['a']", "the list holds strings; an int is never among them",
         "convert it, or what it is compared with"),
        ("1 && true", "`&&` takes bools, not an int", "compare it first: `x == 'true'`, `len(x) > 0`"),
        ("item ? 1 : 2", "a condition is a bool, not a string", "compare it: `x == 'true'`, `x != ''`"),
        ("upper(1)", "`upper` takes a string here, not an int", "convert it by `string(…)`"),
        ("len('a', 'b')", "`len` takes 1 argument and gets 2", None),
        ("date('a', 'b', 'c', 'd')", "`date` takes a time zone here, not a string", None),
        ("filter([1], #index > 0)", "`#index` exists only in `map` and `reduce`", None),
        ("all([1], 1)", "the condition of `all` is a bool, not an int", "compare the element: `# == 1`"),
        ("let len = 1; len", "`len` is already the name of a function of the language",
         "choose another name"),
        ("1 % 0", "`%` divides by zero", None),
        ("item matches '[a'", "the pattern is not one of Go's: a bracket is never closed", None),
        ("'abc'[0]", "a string has no elements to choose", "a part of a string is taken by `text[0:1]`"),
    ],
)  # fmt: skip
def test_what_the_compiler_refuses(text: str, message: str, help_text: str | None) -> None:
    verdict = judge(text)
    assert told(verdict) == [(message, help_text)]
    assert verdict.problems


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sprig.uper('a')", "sprig has no function `uper`"),
        ("sprig.env('HOME')", "Argo takes `env` out of sprig"),
        ("sprig.upper('a', 'b')", "`sprig.upper` takes 1 argument and gets 2"),
        ("sprig.upper(1)", "`sprig.upper` takes a string here, not an int"),
        ("int('1.5')", "`1.5` is no whole number"),
        ("asInt('x')", "`x` is no whole number"),
        ("[1][1]", "there is no element 1 in a list of 1"),
        ("{a: 1}.b.c", "nil has no members"),
        ("duration('1d')", "`1d` is no duration such as `1h30m`"),
        ("repeat('a', -1)", "a text cannot be repeated a negative number of times"),
    ],
)
def test_what_fails_when_it_runs(text: str, message: str) -> None:
    verdict = judge(text)
    assert not verdict.problems
    assert [message for message, _ in told(verdict)] == [message]


@pytest.mark.parametrize(
    "text",
    [
        "workflow.name + 1",
        "workflow.name.x",
        "sprig.default('a', nowhere)",
        "workflow.name && int('x') > 1",
        "{a: 1}.b?.c",
        f"item matches '{PLACEHOLDER}['",
        f"int('{PLACEHOLDER}')",
        "true ? 1 : int('x')",
    ],
)
def test_what_only_the_run_knows_is_silent(text: str) -> None:
    assert told(judge(text)) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7),
        ("7 / 2", 3.5),
        ("-7 % 3", -1),
        ("9223372036854775807 + 1", -(2**63)),
        ("'a' + 'b' == 'ab'", True),
        ("nil == 1", False),
        ("1 in [1.0]", True),
        ("'a' in {a: nil}", True),
        ("nil ?? 'a'", "a"),
        ("false && item == 'a'", False),
        ("true ? 1 : item", 1),
        ("let x = 2; x ** 3", 8.0),
        ("{a: {b: nil}}.a?.b?.c", None),
        ("[1, 2, 3][-2:]", [2, 3]),
        ("string(1e6) + string(0.5) + string(nil)", "1e+060.5<nil>"),
        ("len('日本')", 2),
        ("join(split('a,b', ','), '-') | upper()", "A-B"),
        ("'abc' matches '^a.c$'", True),
        ("1..3", [1, 2, 3]),
    ],
)
def test_constants(text: str, value: Any) -> None:
    constant = judge(text).constant
    assert constant is not None
    assert constant.value == value
    assert type(constant.value) is type(value)


def test_a_constant_depends_on_the_version() -> None:
    lengths = [judge("len('é')", version=version).constant for version in SUPPORTED]
    assert [constant.value for constant in lengths if constant is not None] == [2, 1, 1, 1, 1, 1]


def test_a_list_is_one_value_to_the_largest_and_smallest_of_the_oldest_version() -> None:
    for text in ("max(fromJSON('[1]'))", "min(fromJSON('[1]'))"):
        constants = [judge(text, version=version).constant for version in SUPPORTED]
        assert [constant and constant.value for constant in constants] == [None, 1.0, 1.0, 1.0, 1.0, 1.0]


def test_a_text_is_no_list_to_join() -> None:
    assert judge("join(string(1), '-')", version=SUPPORTED[0]).constant is None


def test_the_oldest_version_does_not_look_at_members_of_what_is_unknown() -> None:
    verdicts = [judge("get(fromJSON('1'), nope)", version=version) for version in SUPPORTED]
    assert [bool(verdict.problems) for verdict in verdicts] == [False, True, True, True, True, True]


@pytest.mark.parametrize(
    ("place", "text", "message"),
    [
        ("hook.expression", "'a'", "the field takes true or false, not a string"),
        ("labelsFrom.expression", "1", "the field takes a string, not an int"),
        ("retryStrategy.expression", "asInt(retries) > 1 && steps.a == 1", "there is no name `steps` here"),
        ("data.transformation", "sprig.upper(data)", "there is no name `sprig` here"),
        ("http.successCondition", "response.statusCode == asInt('1')", "there is no name `asInt` here"),
        ("stopStrategy.expression", "cronworkflow.failed >= 3 && item", "there is no name `item` here"),
        ("event.selector", "payload.a == discriminator && x", "there is no name `x` here"),
    ],
)
def test_places_have_their_own_names(place: str, text: str, message: str) -> None:
    assert [message for message, _ in told(judge(text, place))] == [message]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("version", SUPPORTED, ids=str)
def test_every_place_knows_the_language(place: str, version: Version) -> None:
    verdict = judge("len('a') == 1 ? 'a' : 'a'", place, version)
    assert all("takes true or false" in message for message, _ in told(verdict))


def test_argo_functions_by_version() -> None:
    types = {str(version): str(judge("asInt('1')", version=version).type) for version in SUPPORTED}
    assert types == dict.fromkeys(("3.4", "3.5", "3.6"), "int64") | dict.fromkeys(("3.7", "4.0", "4.1"), "any")
    assert str(judge("string(1)", version=Version(3, 6)).type) == "any"
    assert str(judge("::string(1)", version=Version(3, 6)).type) == "string"
    assert str(judge("string(1)").type) == "string"


def test_a_name_may_hide_a_function() -> None:
    hiding = Environment(environment("tag", DEFAULT, ["len"]).names)
    assert told(check(parse("len('a')", DEFAULT), hiding)) == [("a string cannot be called", None)]
    assert told(check(parse("::len('a')", DEFAULT), hiding)) == []


def test_uncertain_names() -> None:
    loop = environment("tag", DEFAULT, ["item"], uncertain=["item"])
    assert told(check(parse("get(item, 'a') + item.b", DEFAULT), loop)) == []


def test_anything_goes_where_names_are_unknown() -> None:
    assert told(check(parse("foo.bar + baz('x')", DEFAULT), ANYTHING)) == []
    assert check(parse("1 + 'a'", DEFAULT), ANYTHING).problems


def test_what_does_not_parse_is_not_judged() -> None:
    expression = parse("nowhere = 1", DEFAULT)
    assert check(expression, environment("tag", DEFAULT, [])).problems == expression.problems
