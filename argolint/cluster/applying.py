"""Carries out a plan: one request after the other, each noted in the journal before and after."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from argolint.cluster.comparing import Change, Deed, make, submission
from argolint.cluster.explaining import explained
from argolint.cluster.objects import version_of
from argolint.cluster.observing import Target
from argolint.cluster.refusals import RefusalError
from argolint.plan.operation import Action
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from argolint.cluster.journal import Journal
    from argolint.cluster.transport import Api


class Fate(StrEnum):
    """How an operation ended."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    EXISTS = "exists"
    DELETED = "deleted"
    DONE = "done before"
    FAILED = "failed"
    LEFT = "not done"


class Result(NamedTuple):
    """What became of a change, and why it failed."""

    fate: Fate
    change: Change
    why: tuple[str, ...] = ()


class Mode(NamedTuple):
    """How to apply: `dry` lets the server only pretend, `force` takes fields from other managers."""

    dry: bool = False
    force: bool = False


def carry_out(
    api: Api, changes: Sequence[Change], mode: Mode, journal: Journal | None, stopped: Callable[[], bool]
) -> Iterator[Result]:
    """Do one change after the other; after a failure, or when it is `stopped`, the rest is left."""
    over = False
    for change in changes:
        if journal is not None and change.id in journal.done:
            yield Result(Fate.DONE, change)
        elif over or (over := stopped()):
            yield Result(Fate.LEFT, change)
        else:
            result = _noted(api, change, mode, journal)
            over = result.fate is Fate.FAILED and not mode.dry
            yield result


def _noted(api: Api, change: Change, mode: Mode, journal: Journal | None) -> Result:
    settled = _SETTLED.get(change.deed)
    if settled is not None:
        return Result(settled, change, change.why)
    if journal is not None:
        journal.begin(change.id)
    try:
        fate, version = _done(api, change, mode)
    except RefusalError as no:
        return Result(Fate.FAILED, change, explained(no, change.key, change.operation))
    except UsageError as lost:  # no answer, or the credentials ran out
        return Result(Fate.FAILED, change, (lost.message,))
    if journal is not None:
        journal.end(change.id, version)
    return Result(fate, change)


_SETTLED = {Deed.UNCHANGED: Fate.UNCHANGED, Deed.EXISTS: Fate.EXISTS}
"""What needs no request."""


def _done(api: Api, change: Change, mode: Mode) -> tuple[Fate, str]:
    if change.operation is None:
        return _delete(api, change, mode), ""
    if change.operation.action is Action.SUBMIT:
        return _submit(api, Target(change.operation, change.key), mode)
    item = make(api, change.key, change.operation, force=mode.force, dry=mode.dry)
    version = version_of(item)
    if not change.version:
        return Fate.CREATED, version
    return (Fate.UNCHANGED if version == change.version and not mode.dry else Fate.UPDATED), version


def _submit(api: Api, target: Target, mode: Mode) -> tuple[Fate, str]:
    """Create a workflow; that it is there already, and bears the mark of this operation, is as good."""
    operation, key = target
    try:
        item = make(api, key, operation, force=False, dry=mode.dry)
    except RefusalError as no:
        if no.reason != "AlreadyExists":
            raise
        found = submission(target, api.get(key.path))
        if found.deed is not Deed.EXISTS:
            raise
        return Fate.EXISTS, found.version
    return Fate.CREATED, version_of(item)


def _delete(api: Api, change: Change, mode: Mode) -> Fate:
    try:
        api.delete(change.key.path, change.uid, change.version, dry=mode.dry)
    except RefusalError as no:
        if no.status != 404:
            raise
    return Fate.DELETED
