"""See `rules/duplicate-key.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.rules.api import finding, note, rule
from argolint.syntax.problems import DuplicateKey
from argolint.syntax.strangers import is_plain_data, is_strange

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=DuplicateKey, group="syntax", since="0.1")
def duplicate_key(problem: DuplicateKey, cx: Context) -> Findings:
    """A key stands twice in one map, which makes Argo drop the whole document in silence."""
    if is_strange(cx.document.text) or is_plain_data(cx.document.text):
        return
    name = problem.key.text
    if problem.merged:
        message = f"key `{name}` stands here and in the map that `<<` brings in, so Argo drops the document"
        help_ = "Argo's reader cannot override a merged key: merge a map without it, or write the keys out"
    else:
        message = f"key `{name}` stands twice in this map, so Argo drops the document"
        help_ = "keep one of the two"
    yield finding(problem.key.span, message, labels=[note(problem.first.span, "first given here")], help=help_)
