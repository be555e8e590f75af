"""See `rules/lock-deadlock.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.whole_numbers import whole_number
from argolint.flow.config_maps import limit_of, value_of
from argolint.flow.known import known_text
from argolint.flow.locks import lock_block, locks_of
from argolint.flow.needs import called_from
from argolint.model import Template, WorkflowObject
from argolint.names import Resolved
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.locks import Lock
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(WorkflowObject, Template), group="graph", since="0.1", needs=("synchronization",))
def lock_deadlock(subject: WorkflowObject | Template, cx: Context) -> Findings:
    """A template waits for a lock that the workflow, or the template around it, holds until it is done."""
    if lock_block(subject) is None:
        return
    held = {identity: lock for lock in locks_of(subject) if (identity := _identity(lock, subject, cx)) is not None}
    if not held:
        return
    for inner in _within(subject, cx):
        for lock in locks_of(inner):
            identity = _identity(lock, inner, cx)
            outer = held.get(identity) if identity is not None else None
            if outer is None:
                continue
            here = inner.owner.document is cx.document
            places = (lock, outer) if here else (outer, lock)
            other = cx.document.source if here else inner.owner.document.source
            holder = subject.title
            yield finding(
                places[0].span,
                f"{inner.title} waits for {lock.title}, which {holder} holds until it ends",
                labels=[note(places[1].span, "held here" if here else "waited for here", other)],
                help="use two locks, or keep the outer one only",
            )


def _identity(lock: Lock, subject: WorkflowObject | Template, cx: Context) -> tuple[str, ...] | None:
    """What tells a lock from others, if it lets only one in: a mutex, or a semaphore whose limit is seen to be 1."""
    template = subject if isinstance(subject, Template) else None
    flow = cx.flow(subject.owner if isinstance(subject, Template) else subject)
    if not lock.mutex:
        use = limit_of(lock, template, flow)
        limit = value_of(use, template, flow) if use is not None else None
        if limit is None or whole_number(limit.text) != 1:
            return None
    return lock.identity(lambda scalar: known_text(scalar, template, flow))


def _within(subject: WorkflowObject | Template, cx: Context) -> Iterator[Template]:
    """The templates that run while the subject holds its locks."""
    if isinstance(subject, Template):
        flow = cx.flow(subject.owner)
        seen: set[int] = set()
        targets = [flow.target(call) for call in subject.calls()]
        for start in (at.target for at in targets if isinstance(at, Resolved)):
            for template in called_from(start, cx.flows):
                if id(template) not in seen:
                    seen.add(id(template))
                    yield template
        return
    flow = cx.flow(subject)
    item = flow.referenced_object or subject
    seen = set()
    for at in (subject.entrypoint or item.entrypoint, subject.on_exit or item.on_exit):
        begin = item.template(flow.text(at)) if at is not None else None
        for template in called_from(begin, cx.flows) if begin is not None else ():
            if id(template) not in seen:
                seen.add(id(template))
                yield template
