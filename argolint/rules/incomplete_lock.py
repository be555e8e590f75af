"""See `rules/incomplete-lock.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.locks import locks_of
from argolint.model import Template, WorkflowObject
from argolint.model.build import mapping, text
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.flow.locks import Lock
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_SOURCES = ("configMapKeyRef", "database")


@rule(on=(WorkflowObject, Template), group="schema", since="0.1", needs=("synchronization",))
def incomplete_lock(subject: WorkflowObject | Template, cx: Context) -> Findings:
    """A mutex has no name, or a semaphore does not say where its limit stands."""
    for lock in locks_of(subject):
        if cx.damaged(lock.node):
            continue
        if lock.mutex:
            if text(lock.node, "name") is None:
                yield finding(lock.span, "this mutex has no name", help="add `name`")
        else:
            yield from _semaphore(lock, cx)


def _semaphore(lock: Lock, cx: Context) -> Findings:
    given = [name for name in _SOURCES if mapping(lock.node, name) is not None]
    if not given:
        help_ = "add `configMapKeyRef` with the `name` and `key` of its limit"
        yield finding(lock.span, "this semaphore does not say where its limit stands", help=help_)
    elif len(given) > 1:
        key = lock.node.entries[given[1]].key
        yield finding(key.span, "this semaphore has two limits", help="keep `configMapKeyRef` or `database`")
    else:
        source = mapping(lock.node, given[0])
        needed = ("name", "key") if given[0] == _SOURCES[0] else ("key",)
        for name in needed if source is not None and not cx.damaged(source) else ():
            if source is not None and text(source, name) is None:
                said = f"`{given[0]}` of this semaphore has no `{name}`"
                yield finding(lock.node.entries[given[0]].key.span, said, help=f"add `{name}`")
