"""See `rules/unclosed-tag.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Invocation, Template
from argolint.rules.api import Basis, rule
from argolint.rules.wording import unclosed

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(Template, Invocation), group="names", since="0.1", basis=Basis.TAGS)
def unclosed_tag(subject: Template | Invocation, cx: Context) -> Findings:
    """A tag is opened by `{{` and never closed, and Argo refuses what it then takes for a variable."""
    return unclosed(subject, cx, refused=True)
