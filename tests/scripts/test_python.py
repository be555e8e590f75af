"""What is no Python, whatever the tags stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argolint.scripts.python import python_mistake


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("print('a'\n", 5),
        ("for i in x\n  pass\n", 10),
        ("x = {{inputs.parameters.x}}\n  y = 1\n", 29),
        ("print('{{inputs.parameters.x}}'\nfoo()", 5),
        ("x = {{item}}\ny = = 3", 17),
        ("return 3", 0),
    ],
)
def test_mistakes(text: str, at: int) -> None:
    found = python_mistake(text, surely_python_3=True)
    assert found is not None
    assert found.start == at


@pytest.mark.parametrize(
    "text",
    [
        "{{inputs.parameters.code}}\n",
        "x = [1,2{{inputs.parameters.more}}]",
        "f({{inputs.parameters.a}}=1, {{inputs.parameters.b}}=2)",
        "x = 1 {{inputs.parameters.op}} 3",
        "x = f'{{\"a\": {y}}}'",
        "x = '''\n{{=toJson(inputs.parameters)}}\n'''",
        "x = {{ .Values.x }} = 3",
        "{% if a %}\nx = 1\n{% endif %}",
        "x = '\\d'",
        "assert (1, 2)",
    ],
)
def test_right_or_unknown(text: str) -> None:
    assert python_mistake(text, surely_python_3=True) is None


@pytest.mark.parametrize("text", ["print 'a'", "try:\n  x\nexcept A, e:\n  pass", "x = 0777", "exec 'a'"])
def test_python_2_where_it_may_be_meant(text: str) -> None:
    assert python_mistake(text, surely_python_3=False) is None


@given(st.text(alphabet="x=(){}[]:'\"\n #{{item}}é\t\\f\0"))
def test_any_text(text: str) -> None:
    found = python_mistake(text, surely_python_3=True)
    assert found is None or 0 <= found.start <= found.end <= len(text)
