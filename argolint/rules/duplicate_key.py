"""See `rules/duplicate-key.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.rules.api import Change, Mending, finding, note, rule
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
    labels = [note(problem.first.span, "first given here")]
    yield finding(problem.key.span, message, labels=labels, help=help_, fix=_mending(problem, cx.document.source.text))


def _mending(problem: DuplicateKey, text: str) -> Mending | None:
    """Without the second, if both say the same; otherwise without the first, as most readers of YAML take the last."""
    if problem.merged:
        return None
    from argolint.syntax.editing import block_entry

    first, second = (block_entry(text, key.start) for key in (problem.first, problem.key))
    if first is not None and second is not None and text[slice(*first)].strip() == text[slice(*second)].strip():
        return Mending("take the repetition away", (Change(second, ""),), safe=True)
    return Mending("keep the last one", (Change(first, ""),)) if first is not None else None
