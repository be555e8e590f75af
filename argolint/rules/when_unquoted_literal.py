"""See `rules/when-unquoted-literal.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.when_remarks import WhenRemark
from argolint.rules.api import Basis, rule
from argolint.rules.wording import when_findings

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=WhenRemark, group="types", since="0.1", basis=Basis.TAGS)
def when_unquoted_literal(remark: WhenRemark, cx: Context) -> Findings:
    """A text in a `when` needs quotes, for without them its signs calculate."""
    return when_findings(remark, "when-unquoted-literal", cx)
