"""See `rules/duplicate-lock.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.locks import lock_block, locks_of
from argolint.model import Template, WorkflowObject
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.flow.locks import Lock
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(WorkflowObject, Template), group="graph", since="0.1", needs=("synchronization",))
def duplicate_lock(subject: WorkflowObject | Template, cx: Context) -> Findings:
    """A workflow or template asks for the same lock twice at once."""
    block = lock_block(subject)
    if block is None or cx.damaged(block):
        return
    first: dict[tuple[str, ...], Lock] = {}
    for lock in locks_of(subject):
        identity = lock.identity(lambda scalar: scalar.text)
        before = first.setdefault(identity, lock) if identity is not None else lock
        if before is not lock:
            yield finding(
                lock.span,
                f"{lock.title} is asked for twice",
                labels=[note(before.span, "the first time")],
                help="take one of them away",
            )
