"""See `rules/invalid-label.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.labels import LONGEST_PART, is_label_key, is_label_value
from argolint.flow.known import known_text
from argolint.flow.metadata import blocks, entries_of
from argolint.model import Template, WorkflowObject
from argolint.patterns import lazy_pattern
from argolint.rules.api import Basis, finding, rule
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_HOLDERS = frozenset({"metadata", "nodeSelector"})
_WHOLE_TIME = lazy_pattern(r"\{\{ *workflow\.(?:creationTimestamp|scheduledTime|creationTimestamp\.RFC3339) *\}\}")
_FORM = "write at most 63 letters, digits, `-`, `_` and `.`, a letter or digit first and last"


@rule(
    on=(WorkflowObject, Template),
    group="schema",
    since="0.1",
    needs=("metadata", "nodeSelector", "workflowMetadata", "podMetadata", "templateDefaults", "volumeClaimTemplates"),
    basis=Basis.TEXT,
)
def invalid_label(subject: WorkflowObject | Template, cx: Context) -> Findings:
    """A label has a key or a value that Kubernetes takes for none."""
    if isinstance(subject, Template) and subject.node.entries.keys().isdisjoint(_HOLDERS):
        return
    template = subject if isinstance(subject, Template) else None
    flow = cx.flow(subject.owner if isinstance(subject, Template) else subject)
    for what, key, node in _pairs(subject):
        name = known_text(key, template, flow)
        if name is not None and not is_label_key(name):
            help_ = "write a name as a label's value has it, with at most a domain and one `/` in front"
            yield finding(key.span, f"`{name}` is no key of a {what}", help=help_)
        if not isinstance(node, Scalar) or cx.damaged(node):
            continue
        text = known_text(node, template, flow)
        if text is None and isinstance(node, Scalar) and _WHOLE_TIME.search(node.text):
            said = f"`{node.text}` is no value of a {what}: the whole time has colons"
            yield finding(node.span, said, help="take a part of it, such as `{{workflow.creationTimestamp.s}}`")
        if text is None or is_label_value(text):
            continue
        said = f"`{text}` is no value of a {what}"
        if len(text) > LONGEST_PART:
            said = f"the value of this {what} is {len(text)} characters long, and {LONGEST_PART} is the limit"
        yield finding(node.span, said, help=f"{_FORM}; free text belongs under `annotations`")


def _pairs(subject: WorkflowObject | Template) -> Iterator[tuple[str, Scalar, object]]:
    for block in blocks(subject):
        for entry in entries_of(block.node, "labels"):
            yield "label", entry.key, entry.value
        for entry in entries_of(block.node, "labelsFrom"):
            yield "label", entry.key, None
    holder = subject.node if isinstance(subject, Template) else subject.spec
    if holder is not None:
        for entry in entries_of(holder, "nodeSelector"):
            yield "node's label", entry.key, entry.value
