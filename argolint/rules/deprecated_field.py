"""See `rules/deprecated-field.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model.views import LOOP_FIELDS
from argolint.rules.api import Basis, Change, Mending, finding, rule
from argolint.rules.mending import as_list, is_word
from argolint.schema.problems import DeprecatedField
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_APART = ("hooks", *LOOP_FIELDS)
"""Beside these the two may not be the same."""


@rule(on=DeprecatedField, group="deprecated", severity=Severity.INFO, since="0.1", basis=Basis.TEXT)
def deprecated_field(problem: DeprecatedField, cx: Context) -> Findings:
    """A field still works and is about to go away."""
    yield finding(
        problem.key.span,
        f"`{problem.key.text}` of {problem.owner} is deprecated",
        help=f"use `{problem.replaced_by}`" if problem.replaced_by else None,
        fix=as_list(cx.document.source.text, problem.mapping, problem.key, problem.replaced_by) or _as_hook(problem),
    )


def _as_hook(problem: DeprecatedField) -> Mending | None:
    """An exit handler as the hook `exit`, which takes its place."""
    entry = problem.mapping.entries[problem.key.text]
    handler = entry.value
    if problem.replaced_by != "hooks" or entry.merged or not problem.mapping.entries.keys().isdisjoint(_APART):
        return None
    if not isinstance(handler, Scalar) or not is_word(handler.text) or handler.end - handler.start != len(handler.text):
        return None
    changes = Change(problem.key.span, "hooks"), Change(handler.span, f"{{exit: {{template: {handler.text}}}}}")
    return Mending("make it the hook `exit`", changes, safe=True)
