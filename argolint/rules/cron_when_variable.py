"""See `rules/cron-when-variable.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.when_remarks import WhenRemark
from argolint.rules.api import Basis, rule
from argolint.rules.wording import when_findings

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=WhenRemark, group="names", since="0.1", basis=Basis.TAGS)
def cron_when_variable(remark: WhenRemark, cx: Context) -> Findings:
    """The `when` of a CronWorkflow holds a tag that Argo cannot fill in there."""
    return when_findings(remark, "cron-when-variable", cx)
