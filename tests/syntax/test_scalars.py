"""Scalars mean what Go's reader makes of them; the expectations were recorded from it."""

from __future__ import annotations

import math

import pytest

from argolint.syntax.nodes import DOUBLE, LITERAL, PLAIN, Mapping, Scalar
from argolint.syntax.problems import BrokenYaml
from argolint.syntax.scalars import (
    ScalarKind,
    boolean_value,
    float_value,
    integer_value,
    json_text,
    key_text,
    kind,
)
from tests.syntax.trees import document, problem

STRING, INTEGER, FLOAT = ScalarKind.STRING, ScalarKind.INTEGER, ScalarKind.FLOAT
BOOLEAN, NULL = ScalarKind.BOOLEAN, ScalarKind.NULL


def scalar(text: str) -> Scalar:
    """The scalar that a text of one value is."""
    root = document(f"key: {text}\n").root
    assert isinstance(root, Mapping)
    found = root.get("key")
    assert isinstance(found, Scalar)
    return found


@pytest.mark.parametrize(
    ("text", "expected_kind", "expected_text"),
    [
        *[(word, BOOLEAN, "true") for word in ("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "ON")],
        *[(word, BOOLEAN, "false") for word in ("n", "N", "no", "No", "NO", "false", "False", "off", "Off", "OFF")],
        *[(word, STRING, word) for word in ("yEs", "tRUE", "oN", "nO", "none", "nULL", "name", "yeah", "inf")],
        *[(word, NULL, "") for word in ("", "~", "null", "Null", "NULL")],
        ("0", INTEGER, "0"),
        ("-0", INTEGER, "0"),
        ("+7", INTEGER, "7"),
        ("010", INTEGER, "8"),
        ("-010", INTEGER, "-8"),
        ("0o17", INTEGER, "15"),
        ("0x1F", INTEGER, "31"),
        ("0X1f", INTEGER, "31"),
        ("0b101", INTEGER, "5"),
        ("0b-1", INTEGER, "-1"),
        ("1_000", INTEGER, "1000"),
        ("0x_1", INTEGER, "1"),
        ("9007199254740993", INTEGER, "9007199254740992"),
        ("18446744073709551615", INTEGER, "18446744073709552000"),
        ("18446744073709551616", FLOAT, "18446744073709552000"),
        ("08", FLOAT, "8"),
        ("1.0", FLOAT, "1"),
        ("1.", FLOAT, "1"),
        (".5", FLOAT, "0.5"),
        ("+.5", FLOAT, "0.5"),
        ("-0.0", FLOAT, "-0"),
        ("1e3", FLOAT, "1000"),
        ("1E+3", FLOAT, "1000"),
        ("1e-7", FLOAT, "0.0000001"),
        ("1_000.5", FLOAT, "1000.5"),
        ("1e21", FLOAT, "1000000000000000000000"),
        *[
            (word, STRING, word)
            for word in (
                "1e400",
                "1.2.3",
                "1:30",
                "2024-01-31",
                "0x",
                "0b2",
                "0o8",
                "_1",
                "1e",
                "+",
                "--1",
                ".",
                "...a",
            )
        ],
        ("'1'", STRING, "1"),
        ('"yes"', STRING, "yes"),
        ('""', STRING, ""),
        ("|\n  1", STRING, "1\n"),
        ("!!str 1", STRING, "1"),
        ("!!str", STRING, ""),
        ('!!int "5"', INTEGER, "5"),
        ("!!float 5", FLOAT, "5"),
        ("!!bool yes", BOOLEAN, "true"),
        ("!!null ''", NULL, ""),
        ("!!binary aGk=", STRING, "hi"),
        ("!!timestamp 2024-01-31", STRING, "2024-01-31"),
        ("!own 5", STRING, "5"),
    ],
)
def test_kind_and_text(text: str, expected_kind: ScalarKind, expected_text: str) -> None:
    found = scalar(text)
    assert (kind(found), json_text(found)) == (expected_kind, expected_text)


@pytest.mark.parametrize(
    "text", ["!!int x", "!!int 1.5", "!!bool 1", "!!null x", "!!float x", "!!binary '*'", "!!timestamp x"]
)
def test_a_value_that_does_not_fit_its_tag_breaks_the_document(text: str) -> None:
    broken = problem(f"a: {text}\n")
    assert isinstance(broken, BrokenYaml)
    assert "does not fit its tag `!!" in broken.reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2", 2),
        ("2.0", 2),
        ("1e1", 10),
        ("010", 8),
        ("-3", -3),
        ("1e20", 10**20),
        ("1.5", None),
        ("1e21", None),
    ]
    + [(text, None) for text in ("'2'", "x", "yes", "", "!!str 2")],
)
def test_integer_value(text: str, expected: int | None) -> None:
    assert integer_value(scalar(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("2", 2.0), ("1.5", 1.5), ("!!float 2", 2.0), ("x", None), ("'1'", None)]
)
def test_float_value(text: str, expected: float | None) -> None:
    assert float_value(scalar(text)) == expected


@pytest.mark.parametrize(("text", "expected"), [("on", True), ("n", False), ("'on'", None), ("1", None)])
def test_boolean_value(text: str, expected: bool | None) -> None:
    assert boolean_value(scalar(text)) is expected


def test_numbers_that_are_not_finite() -> None:
    assert float_value(Scalar(0, 4, ".inf", PLAIN, None)) == math.inf
    assert math.isnan(float_value(Scalar(0, 4, ".NaN", PLAIN, None)) or 0)
    assert integer_value(Scalar(0, 5, "-.Inf", PLAIN, None)) is None
    assert json_text(Scalar(0, 4, ".inf", PLAIN, None)) == "inf"


@pytest.mark.parametrize(
    ("text", "style", "expected"),
    [
        ("1", PLAIN, "1"),
        ("0x10", PLAIN, "16"),
        ("yes", PLAIN, "true"),
        ("1.50", PLAIN, "1.5"),
        ("1e5", PLAIN, "100000"),
        ("1e6", PLAIN, "1e+06"),
        ("1e-5", PLAIN, "1e-05"),
        ("1.518446744", PLAIN, "1.5184468"),
        ("1e300", PLAIN, ".inf"),
        ("-1e300", PLAIN, "-.inf"),
        (".nan", PLAIN, ".nan"),
        ("0.0", PLAIN, "0"),
        ("yes", DOUBLE, "yes"),
        ("a", LITERAL, "a"),
        ("~", PLAIN, None),
        ("18446744073709551615", PLAIN, None),
    ],
)
def test_key_text(text: str, style: str, expected: str | None) -> None:
    assert key_text(Scalar(0, len(text), text, style, None)) == expected
