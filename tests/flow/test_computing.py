"""What expression tags come to before anything runs."""

from __future__ import annotations

import pytest

from argolint.flow.computing import computed
from argolint.schema.versions import parse

KNOWN = {"inputs.parameters.size": "5", "workflow.parameters.a-b": "x", "inputs.parameters.late": "\ue000"}


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("'a b'", "a b"),
        ("1 + 2", "3"),
        ("1 / 2", "0.5"),
        ("4 / 2", "2"),
        ("1 == 1", "true"),
        ("inputs.parameters.size", "5"),
        ("asInt(inputs.parameters.size) * 2", "10"),
        ("inputs.parameters.size == '5' ? 'small' : 'large'", "small"),
        ("workflow.parameters['a-b'] + '!'", "x!"),
        ("['a', 1]", '["a",1]'),
        ("string(3)", "3"),
        ("inputs.parameters.late", None),
        ("inputs.parameters.other", None),
        ("inputs.parameters", None),
        ("sprig.upper('a')", None),
        ("1 +", None),
        ("1 + 'a'", None),
        ("nil", None),
        ("'{{'", None),
        ("now()", None),
    ],
)
def test_computed(expression: str, text: str | None) -> None:
    assert computed(expression, KNOWN.get, parse("4.1")) == text


def test_lists_have_another_form_in_old_versions() -> None:
    assert computed("['a']", KNOWN.get, parse("3.5")) is None


def test_the_function_of_argo_is_known_as_well() -> None:
    assert computed("string(3)", KNOWN.get, parse("3.5")) == "3"
