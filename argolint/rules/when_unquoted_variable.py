"""See `rules/when-unquoted-variable.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.when_remarks import WhenRemark
from argolint.rules.api import rule
from argolint.rules.wording import when_findings

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=WhenRemark, group="types", severity=Severity.WARNING, since="0.1")
def when_unquoted_variable(remark: WhenRemark, cx: Context) -> Findings:
    """A variable without quotes in a `when` fails with a value that it can have."""
    return when_findings(remark, "when-unquoted-variable", cx)
