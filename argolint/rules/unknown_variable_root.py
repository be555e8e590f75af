"""See `rules/unknown-variable-root.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions.roots import meant_root
from argolint.flow.reads import Read
from argolint.model import Invocation, Template
from argolint.rules.api import finding, rule
from argolint.rules.wording import owner_of, tag_span

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(Template, Invocation), group="names", severity=Severity.WARNING, since="0.1")
def unknown_variable_root(subject: Template | Invocation, cx: Context) -> Findings:
    """The first word of a tag is none that Argo knows, though the rest is a variable, so it stays as text."""
    if not cx.document.tagged or (isinstance(subject, Invocation) and subject.loops):
        return
    for read in cx.flow(owner_of(subject).owner).reads(subject):
        if not isinstance(read, Read) or read.checked:
            continue
        root = meant_root(read.name)
        if root is not None:
            first = read.name.partition(".")[0]
            yield finding(
                tag_span(read, cx),
                f"`{{{{{read.tag.inner}}}}}` stays as text: Argo has no variables that begin with `{first}`",
                help=f"did you mean `{root}.{read.name.partition('.')[2]}`?",
            )
