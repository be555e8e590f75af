"""See `rules/own-output-as-text.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.reads import Read
from argolint.model import Template
from argolint.patterns import lazy_pattern
from argolint.rules.api import finding, rule
from argolint.rules.wording import tag_span

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_VALUE = lazy_pattern(r"outputs\.(?:parameters|artifacts)\.(?P<name>[^.]+)")
_PROGRAMS = ("container", "script", "containerSet")


@rule(on=Template, group="types", severity=Severity.WARNING, since="0.1", needs=_PROGRAMS)
def own_output_as_text(template: Template, cx: Context) -> Findings:
    """A program is handed the value of an output that it is still to make."""
    if not template.owner.document.tagged or not template.bodies:
        return
    body = template.bodies[0].value
    for read in cx.flow(template.owner).reads(template):
        if not isinstance(read, Read) or not body.start <= read.scalar.start < body.end:
            continue
        if _VALUE.fullmatch(read.name):
            yield finding(
                tag_span(read, cx),
                f"`{{{{{read.tag.inner}}}}}` has no value while {template.title} works, and stays as text",
                help=f"write `{{{{{read.name}.path}}}}`, the file that it is read from",
            )
