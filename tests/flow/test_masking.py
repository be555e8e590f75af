"""Tags under marks, and places that stay true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argolint.flow.masking import MARK, masked, readable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a{{b}}c", "a{{…}}c"),
        ("{{=f('}')}} and {{x}}", "{{…}} and {{…}}"),
        ("a: {{open\nb: c", "a: {{…}}\nb: c"),
        ("{{a\nb}}", "{{…}}"),
    ],
)
def test_what_is_masked(text: str, shown: str) -> None:
    assert readable(masked(text)) == shown


@given(st.text(alphabet="a{}= \n", max_size=40))
def test_length_and_other_characters_stay(text: str) -> None:
    hidden = masked(text)
    assert len(hidden) == len(text)
    assert all(mask in (MARK, char) for mask, char in zip(hidden, text, strict=True))
    assert "{{" not in hidden
