"""See `rules/broken-alias.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.rules.api import finding, rule
from argolint.syntax.problems import BadAlias
from argolint.syntax.strangers import is_strange

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=BadAlias, group="syntax", since="0.1")
def broken_alias(problem: BadAlias, cx: Context) -> Findings:
    """An alias names no anchor, stands inside what it names, or multiplies the document beyond bounds."""
    if is_strange(cx.document.text):
        return
    yield finding(problem.span, problem.reason, help=problem.hint)
