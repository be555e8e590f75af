"""See `rules/deprecated-field.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.rules.api import finding, rule
from argolint.rules.mending import as_list
from argolint.schema.problems import DeprecatedField

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=DeprecatedField, group="deprecated", severity=Severity.INFO, since="0.1")
def deprecated_field(problem: DeprecatedField, cx: Context) -> Findings:
    """A field still works and is about to go away."""
    yield finding(
        problem.key.span,
        f"`{problem.key.text}` of {problem.owner} is deprecated",
        help=f"use `{problem.replaced_by}`" if problem.replaced_by else None,
        fix=as_list(cx.document.source.text, problem.mapping, problem.key, problem.replaced_by),
    )
