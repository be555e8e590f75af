"""See `rules/unsupported-pod-resource.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Template, WorkflowObject
from argolint.model.build import mapping, sequence
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


SHARED_POD = ("http", "plugin")
KNOWN = ("cpu", "memory")
HUGE_PAGES = "hugepages-"


@rule(on=(WorkflowObject, Template), group="schema", since="0.1", needs=("podResources",))
def unsupported_pod_resource(subject: WorkflowObject | Template, cx: Context) -> Findings:
    """`podResources` asks for what a pod as a whole cannot have, or stands where there is no own pod."""
    holder = subject.spec if isinstance(subject, WorkflowObject) else subject.node
    if holder is None or cx.version < (4, 1) or (block := mapping(holder, "podResources")) is None:
        return
    if isinstance(subject, Template) and subject.type in SHARED_POD:
        yield finding(
            holder.entries["podResources"].key.span,
            f"{subject.title} is of type {subject.type} and runs in a pod that others use too",
            help="take `podResources` away",
        )
        return
    claims = sequence(block, "claims")
    if claims is not None and claims.items:
        yield finding(
            block.entries["claims"].key.span,
            "a pod as a whole claims no devices",
            help="write `claims` under `resources` of a container",
        )
    for part in ("limits", "requests"):
        amounts = mapping(block, part)
        for name, entry in amounts.entries.items() if amounts is not None else ():
            if name not in KNOWN and not name.startswith(HUGE_PAGES):
                yield finding(
                    entry.key.span,
                    f"`{name}` is no resource of a pod as a whole",
                    help="`cpu`, `memory` and `hugepages-*` are; ask for others in a container's `resources`",
                )
