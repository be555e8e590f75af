"""See `rules/label-left-behind.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.reads import Read
from argolint.model import Invocation, Template
from argolint.model.build import mapping
from argolint.rules.api import finding, note, rule
from argolint.rules.wording import owner_of, tag_span

if TYPE_CHECKING:
    from argolint.model import WorkflowObject
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Scalar

_ROOTS = {"workflow.labels.": "labels", "workflow.annotations.": "annotations"}


@rule(on=(Template, Invocation), group="names", severity=Severity.WARNING, since="0.1")
def label_left_behind(subject: Template | Invocation, cx: Context) -> Findings:
    """A WorkflowTemplate reads a label or annotation of its own, which the workflows made from it do not get."""
    item = owner_of(subject).owner
    if not item.is_template or item.metadata is None:
        return
    for read in cx.flow(item).reads(subject):
        own = _own(read.name, item) if isinstance(read, Read) else None
        if own is not None and isinstance(read, Read):
            yield finding(
                tag_span(read, cx),
                f"`{{{{{read.name}}}}}` is set on {item.title} only, not on the workflows that run it",
                labels=[note(own.span, "set here")],
                help="set it under `spec.workflowMetadata`",
            )


def _own(name: str, item: WorkflowObject) -> Scalar | None:
    """The key of the object's own metadata that a variable means, if only that has it."""
    for root, field in _ROOTS.items():
        if name.startswith(root) and item.metadata is not None:
            key = name.removeprefix(root)
            own = mapping(item.metadata, field)
            spread = mapping(item.spec, "workflowMetadata") if item.spec is not None else None
            handed = mapping(spread, field) if spread is not None else None
            if own is not None and key in own.entries and (handed is None or key not in handed.entries):
                return own.entries[key].key
    return None
