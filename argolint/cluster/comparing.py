"""A plan beside a cluster: what each operation would change."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from argolint.cluster.differences import differences
from argolint.cluster.explaining import explained, owner_of
from argolint.cluster.objects import label_of, version_of, wanted_object
from argolint.cluster.ownership import is_settled, without_times
from argolint.cluster.refusals import RefusalError
from argolint.plan.operation import OPERATION_LABEL, Action

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argolint.cluster.differences import FieldChange
    from argolint.cluster.objects import Json, Key
    from argolint.cluster.observing import Live, Target
    from argolint.cluster.transport import Api
    from argolint.plan.operation import Operation


class Deed(StrEnum):
    """What is done with an object of the cluster."""

    CREATE = "create"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    EXISTS = "exists"
    """A workflow that was submitted before."""
    DELETE = "delete"
    BLOCKED = "blocked"
    """The cluster refuses it."""


class Conflict(NamedTuple):
    """A field that another manager owns with another value."""

    manager: str
    field: str


class Change(NamedTuple):
    """What becomes of an object; `version` and `uid` are those that it has now, or empty."""

    deed: Deed
    key: Key
    operation: Operation | None
    fields: tuple[FieldChange, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    why: tuple[str, ...] = ()
    version: str = ""
    uid: str = ""

    @property
    def id(self) -> str:
        """A name for it within the plan."""
        return self.operation.id if self.operation is not None else f"{self.deed} {self.key.title}"

    @property
    def is_change(self) -> bool:
        """Whether the cluster would differ afterwards."""
        return self.deed in (Deed.CREATE, Deed.UPDATE, Deed.DELETE)


def compare(api: Api, wanted: Sequence[Target], live: Live, *, force: bool = False, ask: bool = True) -> list[Change]:
    """The changes in the order of the plan, deletions last; without `ask` no request is made for the fields."""
    found: list[Change] = []
    for target in wanted:
        item = live.objects.get(target.key)
        if target.operation.action is Action.SUBMIT:
            found.append(submission(target, item))
        elif item is None:
            found.append(Change(Deed.CREATE, target.key, target.operation))
        else:
            found.append(_update(api, target, item, force=force, ask=ask))
    for key, item in live.left.items():
        uid = str(item["metadata"].get("uid", ""))
        found.append(Change(Deed.DELETE, key, None, version=version_of(item), uid=uid))
    return found


def submission(target: Target, item: Json | None) -> Change:
    """What a submission would do when the workflow of its name is this one, or there is none."""
    operation, key = target
    if item is None:
        return Change(Deed.CREATE, key, operation)
    if label_of(item, OPERATION_LABEL) == operation.id:
        return Change(Deed.EXISTS, key, operation, version=version_of(item))
    line, column = operation.source.place("metadata.name")
    why = (
        f"{operation.source.file}:{line}:{column}: {key.title} exists already, and this plan did not submit it; "
        "delete it, or let the cluster have a new one each time with `generateName`"
    )
    return Change(Deed.BLOCKED, key, operation, why=(why,), version=version_of(item))


def _update(api: Api, target: Target, item: Json, *, force: bool, ask: bool) -> Change:
    operation, key = target
    wanted = wanted_object(operation, key)
    version = version_of(item)
    if is_settled(wanted, item):
        return Change(Deed.UNCHANGED, key, operation, version=version)
    if not ask:
        return Change(Deed.UPDATE, key, operation, version=version)
    conflicts: tuple[Conflict, ...] = ()
    why: tuple[str, ...] = ()
    try:
        try:
            result = api.apply(key.path, wanted, force=force, dry=True)
        except RefusalError as no:
            if not no.conflicts:
                raise
            conflicts = tuple(Conflict(owner_of(at.message), at.field) for at in no.conflicts)
            why = explained(no, key, operation)
            result = api.apply(key.path, wanted, force=True, dry=True)
    except RefusalError as no:
        return Change(Deed.BLOCKED, key, operation, (), conflicts, why or explained(no, key, operation), version)
    fields = differences(item, result)
    if conflicts:
        return Change(Deed.BLOCKED, key, operation, fields, conflicts, why, version)
    same = not fields and without_times(item["metadata"]) == without_times(result["metadata"])
    return Change(Deed.UNCHANGED if same else Deed.UPDATE, key, operation, fields, version=version)
