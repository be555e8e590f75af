"""The forms of names, images and amounts."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argolint.kubernetes.amounts import amount
from argolint.kubernetes.images import is_reference, mending, private_host
from argolint.kubernetes.names import is_dns_label, is_environment_name, is_port_name


@pytest.mark.parametrize("name", ["a", "a-b", "0a", "a" * 63])
def test_labels(name: str) -> None:
    assert is_dns_label(name)


@pytest.mark.parametrize("name", ["", "-a", "a-", "A", "a.b", "a_b", "a" * 64, "a\n", "é"])
def test_no_labels(name: str) -> None:
    assert not is_dns_label(name)


def test_ports_need_a_letter_and_single_dashes() -> None:
    assert is_port_name("http-1")
    assert not any(map(is_port_name, ("80", "a--b", "-a", "a-", "abcdefghijklmnop", "", "A")))


def test_the_environment_takes_what_can_be_printed() -> None:
    assert is_environment_name("a b.c-d:e")
    assert not any(map(is_environment_name, ("", "a=b", "a\tb", "é")))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", "1"), ("1.5", "1.5"), (".5", "0.5"), ("100m", "0.1"), ("1Ki", "1024"), ("2M", "2000000"),
        ("1e3", "1000"), ("-1", "-1"), ("1E", "1e18"), ("3E2", "300"),
    ],
)  # fmt: skip
def test_amounts(text: str, number: str) -> None:
    assert amount(text) == Decimal(number)


@given(st.text(alphabet="0123456789.+-eEnumkKMGTPi ", max_size=40))
def test_any_text_is_an_amount_or_none(text: str) -> None:
    found = amount(text)
    assert found is None or found.is_finite()


@given(st.text(alphabet="aA0.:/@-_[] ", max_size=40))
def test_any_text_is_an_image_or_has_a_mending(text: str) -> None:
    assert is_reference(text) or mending(text)
    private_host(text)


def test_long_texts_take_no_longer_than_their_length() -> None:
    start = time.perf_counter()
    for part in ("a-", "a.", "a_", "a/", "a:", "-", "a__"):
        is_reference(part * 20_000)
        is_port_name(part * 20_000)
        amount(part * 20_000)
    assert time.perf_counter() - start < 2
