"""See `rules/removed-field.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.rules.api import Basis, finding, rule
from argolint.rules.mending import as_list
from argolint.schema.problems import UnknownField
from argolint.schema.versions import SUPPORTED

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=UnknownField, group="schema", since="0.1", basis=Basis.TEXT)
def removed_field(problem: UnknownField, cx: Context) -> Findings:
    """A field exists in another version of Argo, but not in the one that is checked for."""
    other = problem.other_versions
    if problem.ignored or other is None:
        return
    if other.until < cx.version:
        gone = SUPPORTED[SUPPORTED.index(other.until) + 1]
        told = f"was removed in Argo {gone}"
        help_ = f"use `{other.replaced_by}`" if other.replaced_by else "remove it"
    else:
        told = f"came with Argo {other.since}, and this is checked for {cx.version}"
        help_ = "remove it, or check for a newer version with `--argo-version`"
    fix = None
    if other.until < cx.version:
        fix = as_list(cx.document.source.text, problem.mapping, problem.key, other.replaced_by)
    yield finding(
        problem.key.span,
        f"`{problem.key.text}` of {problem.owner} {told}",
        help=help_,
        fix=fix,
    )
