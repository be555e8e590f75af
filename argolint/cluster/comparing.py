"""A plan beside a cluster: what each operation would change."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.cluster.differences import differences
from argolint.cluster.explaining import explained, owner_of
from argolint.cluster.objects import bound_role, label_of, version_of, wanted_object
from argolint.cluster.observing import Target
from argolint.cluster.ownership import is_settled, without_times
from argolint.cluster.refusals import RefusalError
from argolint.plan.operation import OPERATION_LABEL, Action

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from argolint.cluster.differences import FieldChange
    from argolint.cluster.objects import Json, Key
    from argolint.cluster.observing import Live
    from argolint.cluster.transport import Api
    from argolint.plan.operation import Operation

_AT_ONCE: Final = 4
"""So many questions are under way at a time."""
_UNASKABLE: Final = "does not support dry run"
"""Said for a webhook that cannot tell what it would do without doing it."""


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
    """What becomes of an object; `version` and `uid` are those that it has now, or empty.

    Which fields of an object change is known only once the server `is_asked`.
    """

    deed: Deed
    key: Key
    operation: Operation | None
    fields: tuple[FieldChange, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    why: tuple[str, ...] = ()
    version: str = ""
    uid: str = ""
    is_asked: bool = False

    @property
    def id(self) -> str:
        """A name for it within the plan."""
        return self.operation.id if self.operation is not None else f"{self.deed} {self.key.title}"

    @property
    def is_change(self) -> bool:
        """Whether the cluster would differ afterwards."""
        return self.deed in (Deed.CREATE, Deed.UPDATE, Deed.DELETE)


def compare(api: Api, wanted: Sequence[Target], live: Live, *, force: bool = False, ask: bool = True) -> list[Change]:
    """The changes in the order of the plan, deletions last; without `ask` no request is made about any of them."""
    found = [_change(target, live.objects.get(target.key)) for target in wanted]
    if ask:
        appear = frozenset(change.key for change in found if change.deed is Deed.CREATE)
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            found = list(pool.map(lambda at: _asked(api, at, live, appear, force=force), found))
    for key, item in live.left.items():
        uid = str(item["metadata"].get("uid", ""))
        found.append(Change(Deed.DELETE, key, None, version=version_of(item), uid=uid))
    return found


def _change(target: Target, item: Json | None) -> Change:
    """What an operation would do, as far as that can be told without a request."""
    operation, key = target
    if operation.action is Action.SUBMIT:
        return submission(target, item)
    if item is None:
        return Change(Deed.CREATE, key, operation)
    same = is_settled(wanted_object(operation, key), item)
    return Change(Deed.UNCHANGED if same else Deed.UPDATE, key, operation, version=version_of(item))


def _asked(api: Api, change: Change, live: Live, appear: Container[Key], *, force: bool) -> Change:
    """The change as the server sees it; `appear` are the objects that the plan makes."""
    operation = change.operation
    if operation is None or change.deed not in (Deed.CREATE, Deed.UPDATE):
        return change
    try:
        if change.deed is Deed.UPDATE:
            return _update(api, Target(operation, change.key), live.objects[change.key], force=force)
        if bound_role(operation, change.key) not in appear:  # else its role would have to be there
            make(api, change.key, operation, force=force, dry=True)
    except RefusalError as no:
        if _UNASKABLE not in no.message:
            return change._replace(deed=Deed.BLOCKED, why=explained(no, change.key, operation))
    return change


def make(api: Api, key: Key, operation: Operation, *, force: bool, dry: bool) -> Json:
    """Send what an operation asks for, and return the object that comes of it."""
    wanted = wanted_object(operation, key)
    if operation.action is Action.SUBMIT:
        return api.create(key.collection.path, wanted, dry=dry)
    return api.apply(key.path, wanted, force=force, dry=dry)


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


def _update(api: Api, target: Target, item: Json, *, force: bool) -> Change:
    operation, key = target
    version = version_of(item)
    conflicts: tuple[Conflict, ...] = ()
    why: tuple[str, ...] = ()
    try:
        result = make(api, key, operation, force=force, dry=True)
    except RefusalError as no:
        if not no.conflicts:
            raise
        conflicts = tuple(Conflict(owner_of(at.message), at.field) for at in no.conflicts)
        why = explained(no, key, operation)
        try:
            result = make(api, key, operation, force=True, dry=True)
        except RefusalError:
            return Change(Deed.BLOCKED, key, operation, (), conflicts, why, version)
    fields = differences(item, result)
    if conflicts:
        return Change(Deed.BLOCKED, key, operation, fields, conflicts, why, version)
    same = not fields and without_times(item["metadata"]) == without_times(result["metadata"])
    return Change(Deed.UNCHANGED if same else Deed.UPDATE, key, operation, fields, version=version, is_asked=True)
