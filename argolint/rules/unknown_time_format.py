"""See `rules/unknown-time-format.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions.times import CREATION, LETTERS, SCHEDULED, is_time, meant
from argolint.flow.reads import Read
from argolint.model import Invocation, Template
from argolint.rules.api import Basis, finding, rule
from argolint.rules.wording import owner_of, tag_span

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(Template, Invocation), group="names", severity=Severity.WARNING, since="0.1", basis=Basis.TAGS)
def unknown_time_format(subject: Template | Invocation, cx: Context) -> Findings:
    """A tag asks for the time of the workflow in a form that Argo does not have, so it stays as text."""
    if not cx.document.tagged:
        return
    for read in cx.flow(owner_of(subject).owner).reads(subject):
        if isinstance(read, Read) and read.name.startswith((CREATION, SCHEDULED)) and not is_time(read.name):
            better = meant(read.name)
            letters = ", ".join(f"`{letter}`" for letter in LETTERS)
            yield finding(
                tag_span(read, cx),
                f"`{{{{{read.tag.inner}}}}}` stays as text: Argo has no such form of the time",
                help=f"write `{CREATION}.{better}`"
                if better
                else f"the forms are {letters}, `s` and `RFC3339`, each after `{CREATION}.`",
            )
