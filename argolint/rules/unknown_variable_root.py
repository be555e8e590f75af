"""See `rules/unknown-variable-root.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions.roots import meant_root
from argolint.flow.reads import Read, plain_tags
from argolint.model import Invocation, Template, WorkflowObject
from argolint.nearest import Suggestion
from argolint.rules.api import finding, rule
from argolint.rules.wording import object_of, owner_of
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.expressions.tags import Tag
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Mapping, Scalar

_READ_ELSEWHERE = frozenset({"templates", "steps", "dag", "inputs", "outputs", "workflowSpec"})
_OWN_ROOTS = ("parameters", "artifacts")


@rule(on=(WorkflowObject, Template, Invocation), group="names", severity=Severity.WARNING, since="0.1")
def unknown_variable_root(subject: WorkflowObject | Template | Invocation, cx: Context) -> Findings:
    """The first word of a tag is none that Argo knows, though the rest is a variable, so it stays as text."""
    if not cx.document.tagged or (isinstance(subject, Invocation) and subject.loops):
        return
    for scalar, tag in _tags(subject, cx):
        meant = meant_root(tag.name)
        if meant is not None:
            better: str | None = f"{meant}.{tag.name.partition('.')[2]}"
        else:
            better = _declared(tag.name, subject)
        if better is not None:
            first = tag.name.partition(".")[0]
            yield finding(
                locate(cx.document.source, scalar, tag.name_start, tag.name_start + len(tag.name)),
                f"`{{{{{tag.inner}}}}}` stays as text: Argo has no variables that begin with `{first}`",
                help=Suggestion(tag.name, better),
            )


def _tags(subject: WorkflowObject | Template | Invocation, cx: Context) -> Iterator[tuple[Scalar, Tag]]:
    if isinstance(subject, WorkflowObject):
        for block in (subject.spec, subject.cron):
            yield from _beside(block)
        return
    if isinstance(subject, Template) and subject.calls_others:
        yield from _beside(subject.node)
    for read in cx.flow(owner_of(subject).owner).reads(subject):
        if isinstance(read, Read) and not read.checked and read.name == read.tag.name:
            yield read.scalar, read.tag


def _beside(block: Mapping | None) -> Iterator[tuple[Scalar, Tag]]:
    """The tags of a block without those of the parts that are looked at by themselves."""
    if block is not None:
        for name, entry in block.entries.items():
            if name not in _READ_ELSEWHERE:
                yield from plain_tags(entry.value)


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
