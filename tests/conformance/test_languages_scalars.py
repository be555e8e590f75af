"""Durations, quantities, selectors, formats, letters of times and tags mean what they mean to Argo."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from argolint.expressions import durations, quantities, selectors, sequence_formats, tags, times
from argolint.schema.formats import is_quantity

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.conformance

_IN_64_BITS = 2**63
OVERFLOWS = {"9223372036854775807", "9223372036854775808", "-9223372036854775808"}
"""Quantities whose 64 bits overflow in Kubernetes' own arithmetic, which nobody should imitate."""

ORDERS = {"gt": ">", "lt": "<"}


def entries(facts: Path, name: str) -> list[dict[str, Any]]:
    """All recorded texts of a language; verdicts are the same for all versions, save their wording."""
    path = facts / "languages" / f"{name}.json"
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    assert len(found) > 30
    for entry in found:
        for older in entry.get("versions", {}).values():
            assert older.get("ok", entry["ok"]) == entry["ok"]
    return found


def test_durations_of_go(facts: Path) -> None:
    for entry in entries(facts, "duration"):
        read = durations.parse(entry["text"])
        assert (read.nanoseconds, not read.problems) == (entry.get("go_ns"), entry["go_ok"]), entry["text"]


def test_durations_of_argo(facts: Path) -> None:
    for entry in entries(facts, "duration"):
        read = durations.parse(entry["text"], whole_seconds=True)
        assert (read.nanoseconds, not read.problems) == (entry.get("value"), entry["ok"]), entry["text"]


def test_what_is_a_quantity(facts: Path) -> None:
    for entry in entries(facts, "quantity"):
        assert is_quantity(entry["text"]) == entry["ok"], entry["text"]
        assert (not quantities.parse(entry["text"]).problems) == entry["ok"], entry["text"]


def test_how_much_a_quantity_is(facts: Path) -> None:
    compared = 0
    for entry in entries(facts, "quantity"):
        read = quantities.parse(entry["text"])
        if read.number is None or read.whole is None:
            continue
        assert (read.number > 0) - (read.number < 0) == entry["sign"], entry["text"]
        if abs(read.number) < _IN_64_BITS and entry["text"] not in OVERFLOWS:
            assert read.whole == entry["int"], entry["text"]
            compared += 1
        if abs(read.number) * 1000 < _IN_64_BITS and entry["text"] not in OVERFLOWS:
            assert -(-read.number * 1000 // 1) == entry["milli"], entry["text"]
    assert compared > 40


def test_selectors(facts: Path) -> None:
    for entry in entries(facts, "selector"):
        read = selectors.parse(entry["text"])
        assert (not read.problems) == entry["ok"], entry["text"]
        if entry["ok"]:
            found = sorted((part.key, part.operator, list(part.values)) for part in read.requirements)
            wanted = [(key, ORDERS.get(sign, sign), values) for key, sign, values in entry["requirements"]]
            assert found == sorted(wanted), entry["text"]


def test_formats(facts: Path) -> None:
    for entry in entries(facts, "format"):
        text = entry["text"]
        read = sequence_formats.parse(text)
        assert (read.readable, read.distinct) == (entry["ok"], entry["distinct"]), text
        assert bool(read.problems) == (entry["go_complains"] or not entry["ok"]), text
        for number, item in entry["value"].items():
            assert sequence_formats.item(text, int(number)) == item, text


def test_letters_of_times(facts: Path) -> None:
    for entry in entries(facts, "strftime"):
        moment = datetime.fromisoformat(entry["at"])
        assert times.written(entry["text"], moment) == entry.get("value"), entry["text"]


@pytest.fixture(scope="module")
def lookup(facts: Path) -> Callable[[str], str | None]:
    """The values of the names that the recorded tags read."""
    inputs = json.loads((facts / "languages" / "inputs.json").read_text(encoding="utf-8"))
    values: dict[str, str | None] = inputs["tag_params"]
    return values.get


def test_how_tags_are_cut(facts: Path) -> None:
    for entry in entries(facts, "tag"):
        cut, unclosed = tags.scan(entry["text"])
        assert (unclosed is None) == entry["ok"], entry["text"]
        if entry["ok"]:
            assert [tag.inner for tag in cut] == entry["tags"]
            assert ["expr" if tag.is_expression else "simple" for tag in cut] == entry["kinds"]


def test_how_tags_are_filled(facts: Path, lookup: Callable[[str], str | None]) -> None:
    compared = 0
    for entry in entries(facts, "tag"):
        text = entry["text"]
        if not entry["ok"] or "expr" in entry["kinds"] or "filled_lax" not in entry:
            continue
        assert tags.fill(text, lookup) == entry["filled_lax"], text
        assert bool(tags.unresolved(text, lookup)) == ("filled_strict_error" in entry), text
        if "filled_raw" in entry:
            assert tags.fill_plain(text, lookup) == entry["filled_raw"], text
        compared += 1
    assert compared > 30
