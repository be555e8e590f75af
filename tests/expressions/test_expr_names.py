"""Which names an expression takes from its surroundings."""

from __future__ import annotations

import pytest

from argolint.expressions.expr import Name, parse
from argolint.expressions.tags import PLACEHOLDER
from argolint.schema.versions import DEFAULT


def names(text: str) -> tuple[Name, ...]:
    expression = parse(text, DEFAULT)
    assert expression.tree is not None
    return expression.names


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("inputs.parameters.x", ["inputs.parameters.x"]),
        ("steps['a-b'].outputs.result == '1'", ["steps.a-b.outputs.result"]),
        ("a.b + a.c", ["a.b", "a.c"]),
        ("let x = a.b; x.c + y", ["a.b", "y"]),
        ("(let x = 1; x) + x", ["x"]),
        ("filter(a.b, #.c == d.e)", ["a.b", "d.e"]),
        ("asInt(a.b) + len(c)", ["asInt", "a.b", "c"]),
        ("$env.a.b + $env['c']", ["a.b", "c"]),
        ("{a: b.c}", ["b.c"]),
        ("upper('a') + true + nil", []),
        ("w.f(a).g", ["w.f", "a"]),
        ("if a { b } else { c }; d", ["a", "b", "c", "d"]),
    ],
)
def test_paths(text: str, paths: list[str]) -> None:
    assert [".".join(name.path) for name in names(text)] == paths


def test_places() -> None:
    text = " steps['a-b'].outputs"
    (name,) = names(text)
    assert text[name.start : name.end] == "steps['a-b'].outputs"
    assert [text[step.start : step.end] for step in name.steps] == ["steps", "'a-b'", "outputs"]


@pytest.mark.parametrize("text", ["a.b[0].c", "a.b[c.d]", "a.b[1:2]", f"a.b['{PLACEHOLDER}'].c"])
def test_a_path_ends_where_only_the_run_knows_more(text: str) -> None:
    name = names(text)[0]
    assert name.path == ("a", "b")
    assert name.is_open


@pytest.mark.parametrize(
    ("text", "excused"),
    [
        ("a.b", {"a.b": False}),
        ("a.b ?? c.d", {"a.b": True, "c.d": False}),
        ("a?.b.c", {"a.b.c": True}),
        ("(a.b + c.d) ?? e", {"a.b": True, "c.d": True, "e": False}),
    ],
)
def test_what_nil_will_do_for(text: str, excused: dict[str, bool]) -> None:
    assert {".".join(name.path): name.is_excused for name in names(text)} == excused


def test_calls() -> None:
    called = {".".join(name.path): name.is_called for name in names("sprig.upper(a.b) + f(c)")}
    assert called == {"sprig.upper": True, "a.b": False, "f": True, "c": False}
