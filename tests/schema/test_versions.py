"""Versions are read as people write them."""

from __future__ import annotations

import pytest

from argolint.schema import DEFAULT, SUPPORTED, Version, parse


@pytest.mark.parametrize("text", ["4.1", "v4.1", "4.1.2", "v4.1.12", " 4.1 "])
def test_a_patch_and_a_letter_do_not_matter(text: str) -> None:
    assert parse(text) == Version(4, 1)


@pytest.mark.parametrize("text", ["", "4", "four", "4.x", "4.1.2.3", "vv4.1", "4,1", "-4.1", "99999.1"])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no version"):
        parse(text)


def test_versions_are_ordered_and_printed() -> None:
    assert list(SUPPORTED) == sorted(SUPPORTED)
    assert SUPPORTED[-1] == DEFAULT
    assert [str(version) for version in SUPPORTED] == ["3.4", "3.5", "3.6", "3.7", "4.0", "4.1"]
