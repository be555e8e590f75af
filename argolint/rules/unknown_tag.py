"""See `rules/unknown-tag.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions.roots import is_foreign
from argolint.flow.text_tags import text_tags
from argolint.model import Invocation, Template, WorkflowObject
from argolint.rules.api import Basis, finding, rule
from argolint.rules.unknown_variable_root import meant_variable
from argolint.rules.wording import object_of
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(WorkflowObject, Template, Invocation), group="names", severity=Severity.INFO, since="0.1", basis=Basis.TAGS)
def unknown_tag(subject: WorkflowObject | Template | Invocation, cx: Context) -> Findings:
    """A tag has the form of a variable and is none of Argo's, so it stays as text."""
    if not cx.document.tagged or (isinstance(subject, Invocation) and subject.loops):
        return
    for scalar, tag in text_tags(subject, cx.flow(object_of(subject))):
        if is_foreign(tag.name) and meant_variable(tag.name, subject) is None:
            yield finding(
                locate(cx.document.source, scalar, tag.name_start, tag.name_start + len(tag.name)),
                f"`{{{{{tag.inner}}}}}` is no variable of Argo, so it stays as it is written",
                help="leave it if it is meant for another program; Argo's own begin with a word such as `inputs`",
            )
