"""See `rules/invalid-key.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.rules.api import finding, rule
from argolint.syntax.problems import BadKey

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=BadKey, group="syntax", since="0.1")
def invalid_key(problem: BadKey, cx: Context) -> Findings:
    """A key is null, a list or a map, which JSON cannot hold."""
    tag = cx.document.source.text.startswith("{", problem.span.start)
    yield finding(
        problem.span,
        f"a key cannot be {problem.what}",
        help='a value that begins with a tag needs quotes: `"{{…}}"`'
        if tag
        else "write a plain text as the key",
    )
