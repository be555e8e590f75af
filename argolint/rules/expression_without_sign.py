"""See `rules/expression-without-sign.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.reads import Read
from argolint.model import Invocation, Template
from argolint.patterns import lazy_pattern
from argolint.rules.api import Basis, finding, rule
from argolint.rules.mending import in_place
from argolint.rules.wording import tag_span

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_CALL = lazy_pattern(
    r"(?:asInt|asFloat|string|jsonpath|toJson|fromJson|sprig\.\w+)\s*\(.*\b(?:inputs|workflow|steps|tasks|item|outputs)\b.*"
)


@rule(on=(Template, Invocation), group="names", severity=Severity.WARNING, since="0.1", basis=Basis.TAGS)
def expression_without_sign(subject: Template | Invocation, cx: Context) -> Findings:
    """A tag holds a call of a function and no `=` in front, so it is not computed and stays as text."""
    if isinstance(subject, Invocation) and subject.loops:
        return
    for read in cx.flow_of(subject).reads(subject):
        if isinstance(read, Read) and "(" in read.name and not read.checked and _CALL.fullmatch(read.name):
            span = tag_span(read, cx)
            yield finding(
                span,
                f"`{{{{{read.tag.inner}}}}}` stays as text: only a tag that begins with `=` is computed",
                help=f"write `{{{{={read.tag.inner.strip()}}}}}`",
                fix=in_place(cx.document.source, span, read.tag.name, f"={read.tag.name}"),
            )
