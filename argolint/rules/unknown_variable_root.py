"""See `rules/unknown-variable-root.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions.roots import meant_alone, meant_root
from argolint.flow.text_tags import text_tags
from argolint.model import Invocation, Template, WorkflowObject
from argolint.nearest import Suggestion
from argolint.rules.api import Basis, finding, rule
from argolint.rules.wording import object_of, owner_of
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_OWN_ROOTS = ("parameters", "artifacts")


@rule(
    on=(WorkflowObject, Template, Invocation), group="names", severity=Severity.WARNING, since="0.1", basis=Basis.TAGS
)
def unknown_variable_root(subject: WorkflowObject | Template | Invocation, cx: Context) -> Findings:
    """The first word of a tag is none that Argo knows, though the rest is a variable, so it stays as text."""
    if not cx.document.tagged or (isinstance(subject, Invocation) and subject.loops):
        return
    for scalar, tag in text_tags(subject, cx.flow(object_of(subject))):
        better = meant_variable(tag.name, subject)
        if better is not None:
            first = tag.name.partition(".")[0]
            yield finding(
                locate(cx.document.source, scalar, tag.name_start, tag.name_start + len(tag.name)),
                f"`{{{{{tag.inner}}}}}` stays as text: Argo has no variables that begin with `{first}`"
                if "." in tag.name
                else f"`{{{{{tag.inner}}}}}` stays as text: Argo has no such variable",
                help=Suggestion(tag.name, better),
            )


def meant_variable(name: str, subject: WorkflowObject | Template | Invocation) -> str | None:
    """The variable that a name without a meaning was probably meant for."""
    if "." not in name:
        return meant_alone(name)
    meant = meant_root(name)
    return f"{meant}.{name.partition('.')[2]}" if meant is not None else _declared(name, subject)


def _declared(name: str, subject: WorkflowObject | Template | Invocation) -> str | None:
    """The variable that is meant where its first word was left out, such as `parameters.text`."""
    kind, _, rest = name.partition(".")
    if kind not in _OWN_ROOTS or not rest:
        return None
    if not isinstance(subject, WorkflowObject):
        inputs = owner_of(subject).inputs
        if (inputs.parameter(rest) if kind == "parameters" else inputs.artifact(rest)) is not None:
            return f"inputs.{name}"
    arguments = object_of(subject).arguments
    return f"workflow.{name}" if kind == "parameters" and arguments.parameter(rest) is not None else None
