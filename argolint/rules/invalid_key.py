"""See `rules/invalid-key.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.rules.api import finding, rule
from argolint.syntax.problems import BadKey

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=BadKey, group="syntax", since="0.1")
def invalid_key(problem: BadKey, _cx: Context) -> Findings:
    """A key is null, a list or a map, which JSON cannot hold."""
    yield finding(
        problem.span,
        f"JSON cannot hold {problem.what}, so Argo drops the document",
        help="write a text as the key, in quotes where it is meant literally",
    )
