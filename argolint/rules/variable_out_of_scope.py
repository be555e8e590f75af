"""See `rules/variable-out-of-scope.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.lost import is_lost
from argolint.model import Invocation, Template
from argolint.rules.api import Basis, rule
from argolint.rules.wording import faults, owner_of, tag_finding

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(Template, Invocation), group="names", since="0.1", basis=Basis.NAMES)
def variable_out_of_scope(subject: Template | Invocation, cx: Context) -> Findings:
    """A tag reads a variable that exists, but not at this place."""
    for read, fault in faults(subject, cx):
        if fault.misplaced and not is_lost(read, subject, cx.flow(owner_of(subject).owner)):
            yield tag_finding(read, fault, "has no value here", cx)
