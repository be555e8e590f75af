"""Names and labels as the API server takes them."""

from __future__ import annotations

import pytest

from argolint.expressions.labels import is_label_key, is_label_value, is_object_name


@pytest.mark.parametrize("text", ["a", "a-b.c", "1", "a" * 253])
def test_object_names(text: str) -> None:
    assert is_object_name(text)


@pytest.mark.parametrize("text", ["", "A", "a_b", "-a", "a-", "a..b", "a.", "é", "a" * 254, "a\n"])
def test_no_object_names(text: str) -> None:
    assert not is_object_name(text)


@pytest.mark.parametrize("text", ["a", "A_b.c-D", "x.y/a", "a" * 63])
def test_label_keys(text: str) -> None:
    assert is_label_key(text)


@pytest.mark.parametrize("text", ["", "/a", "a/", "a/b/c", "A.B/a", "-a", "a b", "a" * 64])
def test_no_label_keys(text: str) -> None:
    assert not is_label_key(text)


@pytest.mark.parametrize(("text", "fits"), [("", True), ("a", True), ("a/b", False), ("a.", False), ("b" * 64, False)])
def test_label_values(text: str, fits: bool) -> None:
    assert is_label_value(text) == fits
