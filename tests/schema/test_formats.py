"""Quantities, timestamps and base64 are read as Kubernetes reads them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from argolint.schema.formats import is_base64, is_quantity, is_time

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("text", ["1", "+.5", "1.", "1Gi", "100m", "1e3", "1E", "1E+3", "-1Ki", "0.1n", "Gi"])
def test_quantities(text: str) -> None:
    assert is_quantity(text)


@pytest.mark.parametrize("text", ["", " ", "1K", "1Gb", "1 Gi", "1gi", "1e", "1e3m", "0x10", "1Gi\n", "½", "٣"])
def test_no_quantities(text: str) -> None:
    assert not is_quantity(text)


@pytest.mark.conformance
def test_quantities_are_judged_as_kubernetes_judges_them(facts: Path) -> None:
    verdicts = json.loads((facts / "languages" / "quantity.json").read_text(encoding="utf-8"))
    assert {v["text"] for v in verdicts if is_quantity(v["text"]) != v["ok"]} == set()


@pytest.mark.parametrize(
    "text", ["2026-01-31T12:00:00Z", "2024-02-29T23:59:59.123456+05:30", "0000-01-01T00:00:00-00:00"]
)
def test_timestamps(text: str) -> None:
    assert is_time(text)


@pytest.mark.parametrize(
    "text",
    ["", "2026-01-31", "2026-01-31 12:00:00Z", "2026-01-31T12:00:00", "2026-02-29T00:00:00Z",
     "2026-01-31T24:00:00Z", "2026-01-31T12:60:00Z", "2026-13-01T00:00:00Z", "2026-01-31t12:00:00z"],
)  # fmt: skip
def test_no_timestamps(text: str) -> None:
    assert not is_time(text)


@pytest.mark.parametrize(
    ("text", "fits"),
    [("", True), ("aGk=", True), ("aG\nk=", True), ("aGk", False), ("a-_=", False), ("é", False)],
)
def test_base64(text: str, fits: bool) -> None:
    assert is_base64(text) == fits
