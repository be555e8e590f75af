"""See `rules/unclosed-braces.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import Invocation, Template
from argolint.rules.api import Basis, rule
from argolint.rules.wording import unclosed

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(Template, Invocation), group="names", severity=Severity.WARNING, since="0.1", basis=Basis.TAGS)
def unclosed_braces(subject: Template | Invocation, cx: Context) -> Findings:
    """A text holds `{{` without the closing `}}`, so it and all up to the next `}}` stay as they are."""
    return unclosed(subject, cx, refused=False)
