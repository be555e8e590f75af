"""Comparisons of one variable with one word in a `when`, picked out before anything is filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.patterns import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_TAG = r"""(?P<open{0}>["']?)\{{\{{\s*(?P<name{0}>[^{{}}=\s][^{{}}]*?)\s*\}}\}}(?P=open{0})"""
_WORD = r"""(?:"(?P<double{0}>[^"'\\{{}}]*)"|'(?P<single{0}>[^"'\\{{}}]*)'|(?P<plain{0}>[A-Za-z]\w*|[0-9]+))"""
_SIDES = lazy_pattern(
    rf"\s*(?:{_TAG.format(1)}\s*(?P<operator1>==|!=)\s*{_WORD.format(1)}"
    rf"|{_WORD.format(2)}\s*(?P<operator2>==|!=)\s*{_TAG.format(2)})\s*"
)
_JOINTS = lazy_pattern(r"&&|\|\||[()!](?!=)")


class Comparison(NamedTuple):
    """A variable compared with a word; `start` and `end` bound the whole comparison."""

    name: str
    operator: str
    word: str
    start: int
    end: int
    quoted: bool
    """Whether the variable stands in quotes, so that it is compared as a text whatever it holds."""
    word_quoted: bool


def comparisons(text: str) -> Iterator[Comparison]:
    """The comparisons that are a whole operand of `&&`, `||` and `!`, or the whole text."""
    at = 0
    for end in [*(joint.start() for joint in _JOINTS.finditer(text)), len(text)]:
        match = _SIDES.fullmatch(text, at, end)
        if match is not None:
            yield _comparison(match)
        joint = _JOINTS.match(text, end)
        at = joint.end() if joint is not None else end


def _comparison(match: re.Match[str]) -> Comparison:
    side = "1" if match["name1"] is not None else "2"
    words = [match[f"{style}{side}"] for style in ("double", "single", "plain")]
    word = next(found for found in words if found is not None)
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    end = match.start() + len(match[0].rstrip())
    return Comparison(
        match[f"name{side}"], match[f"operator{side}"], word, start, end,
        bool(match[f"open{side}"]), match[f"plain{side}"] is None,
    )  # fmt: skip
