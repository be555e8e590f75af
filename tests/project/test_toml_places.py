"""Places in TOML texts are those of the keys and values that `tomllib` reads."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argolint.project.configuration.toml_places import Path, toml_places

KEYS = st.sampled_from(["a", "b-c", '"q.\\" k"', "'l # k'", '"[x]"', "d_1"])
NOISE = st.sampled_from(["", "# a comment = [1]\n", "\n\n", "  \n"])
BESIDE = [
    '"x # \\" ]"',
    "'{ \\'",
    '"""\n[a]\nb = 1 \\""" """',
    "'''\nc = '' ]'''",
    "1979-05-27 07:32:00",
    "[1, [2, '#'], ]",
    "true",
]


def marked(values: Any, path: Path = ()) -> dict[Path, str]:
    """The numbers from 1000 on that stand in what was read, by their paths."""
    if isinstance(values, dict):
        return {at: text for key, value in values.items() for at, text in marked(value, (*path, key)).items()}
    if isinstance(values, list):
        return {at: text for index, value in enumerate(values) for at, text in marked(value, (*path, index)).items()}
    return {path: str(values)} if isinstance(values, int) and values >= 1000 else {}


@st.composite
def texts(draw: st.DrawFn) -> str:
    number = iter(range(1000, 9999))
    parts = []

    def pairs(most: int) -> list[str]:
        keys = draw(st.lists(KEYS, max_size=most, unique=True))
        return [f"{key} = {value(draw(st.integers(0, 2)))}" for key in keys]

    def value(depth: int) -> str:
        kind = draw(st.integers(0, 3 if depth else 1))
        if kind == 0:
            return draw(st.sampled_from(BESIDE))
        if kind == 1:
            return str(next(number))
        if kind == 2:
            items = [value(depth - 1) for _ in range(draw(st.integers(0, 3)))]
            return f"[ # first\n{', '.join(items)}]"
        keys = draw(st.lists(KEYS, max_size=2, unique=True))
        return "{ " + ", ".join(f"{key}.in = {value(depth - 1)}" for key in keys) + " }"

    parts += pairs(3)
    for index in range(draw(st.integers(0, 3))):
        header = draw(st.sampled_from([f"[t{index}]", f"[ t{index} . {draw(KEYS)} ]", "[[list]]"]))
        parts += [draw(NOISE) + header, *pairs(3)]
    return "\n".join(parts) + "\n"


@given(texts())
def test_every_number_is_found_at_its_place(text: str) -> None:
    places = toml_places(text)
    for path, shown in marked(tomllib.loads(text)).items():
        assert text.startswith(shown, places[path].value)


@pytest.mark.parametrize(
    ("text", "path", "key", "value"),
    [
        ("a = 1", ("a",), "a", "1"),
        ("[t]\n'x y' = 'z'", ("t", "x y"), "'x y'", "'z'"),
        ("[t.u]\nk=[1,\n 2]", ("t", "u", "k", 1), "2]", "2]"),
        ("t = { u = { k = 2 } }", ("t", "u", "k"), "k = 2", "2 }"),
        ("a.b = 1", ("a",), "a.b", "a.b"),
        ("a = 1\n[t]", ("t",), "[t]", "[t]"),
        ("[[t]]\nk = 1\n[[t]]\nk = 2", ("t", 1, "k"), "k = 2", "2"),
        ("\ufeff# é\r\na = 1".lstrip("\ufeff"), ("a",), "a", "1"),
    ],
)
def test_a_place_has_its_key_and_its_value(text: str, path: Path, key: str, value: str) -> None:
    place = toml_places(text)[path]
    assert text.startswith(key, place.key)
    assert text.startswith(value, place.value)
