"""See `rules/when-syntax.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import WorkflowObject
from argolint.rules.api import rule
from argolint.rules.wording import when_findings

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=WorkflowObject, group="syntax", since="0.1")
def when_syntax(item: WorkflowObject, cx: Context) -> Findings:
    """A `when` does not parse, or is no condition."""
    return when_findings(item, "when-syntax", cx)
