"""The tags that Argo does not look into, so that they stay as they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.reads import Read, plain_tags
from argolint.model import Template, WorkflowObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.expressions.tags import Tag
    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Invocation
    from argolint.syntax.nodes import Mapping, Scalar

_READ_ELSEWHERE = frozenset({"templates", "steps", "dag", "inputs", "outputs", "workflowSpec"})


def text_tags(subject: WorkflowObject | Template | Invocation, flow: ObjectFlow) -> Iterator[tuple[Scalar, Tag]]:
    """Those of an object beside its templates, of a template, or of a step or task, each with its text."""
    if isinstance(subject, WorkflowObject):
        for block in (subject.spec, subject.cron):
            yield from _beside(block)
        return
    if isinstance(subject, Template) and subject.calls_others:
        yield from _beside(subject.node)
    for read in flow.reads(subject):
        if isinstance(read, Read) and not read.checked and read.name == read.tag.name:
            yield read.scalar, read.tag


def _beside(block: Mapping | None) -> Iterator[tuple[Scalar, Tag]]:
    """The tags of a block without those of the parts that are looked at by themselves."""
    if block is not None:
        for name, entry in block.entries.items():
            if name not in _READ_ELSEWHERE:
                yield from plain_tags(entry.value)
