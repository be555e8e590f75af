"""See `rules/unknown-variable.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Invocation, Template
from argolint.rules.api import Basis, rule
from argolint.rules.wording import faults, tag_finding

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(Template, Invocation), group="names", since="0.1", basis=Basis.NAMES)
def unknown_variable(subject: Template | Invocation, cx: Context) -> Findings:
    """A tag reads a variable that does not exist."""
    for read, fault in faults(subject, cx):
        if not fault.misplaced:
            yield tag_finding(read, fault, "names nothing", cx)
