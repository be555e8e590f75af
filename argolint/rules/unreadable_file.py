"""See `rules/unreadable-file.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.rules.api import finding, rule
from argolint.syntax.problems import UnreadableText

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=UnreadableText, group="syntax", since="0.1")
def unreadable_file(problem: UnreadableText, _cx: Context) -> Findings:
    """A file is no text that can be read as YAML."""
    yield finding(problem.span, problem.reason, help=problem.hint)
