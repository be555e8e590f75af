"""See `rules/when-syntax.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.when_remarks import WhenRemark
from argolint.rules.api import Basis, rule
from argolint.rules.wording import when_findings

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=WhenRemark, group="syntax", since="0.1", basis=Basis.TAGS)
def when_syntax(remark: WhenRemark, cx: Context) -> Findings:
    """A `when` does not parse, or is no condition."""
    return when_findings(remark, "when-syntax", cx)
