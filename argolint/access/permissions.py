"""Permissions: what a service account must be allowed to do, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

EVERYWHERE: Final = "*"
"""Stands for the namespace of a permission that counts in all of them, or on what belongs to none."""
_WAITING: Final = ("list", "watch")


class AccountName(NamedTuple):
    """A service account; its namespace is empty where no manifest names it."""

    namespace: str
    name: str


class Because(NamedTuple):
    """The place that asks for something, the template it stands in, and what is done there."""

    file: str
    line: int
    template: str
    action: str
    likely: bool = False
    """Whether it is read from a script, whose commands may never run."""

    def __str__(self) -> str:
        likely = " (likely)" if self.likely else ""
        return f"{self.file}:{self.line} {self.template}: {self.action}{likely}"


class Permission(NamedTuple):
    """One verb on one resource; without a name on all objects, and only the names that Kubernetes honours are given."""

    account: AccountName
    namespace: str
    """Where it counts: empty for the account's own, if that is not known."""
    group: str
    resource: str
    subresource: str
    name: str
    verb: str
    because: tuple[Because, ...]

    @property
    def full_resource(self) -> str:
        """The resource as rules of a role name it."""
        return f"{self.resource}/{self.subresource}" if self.subresource else self.resource

    @property
    def likely(self) -> bool:
        """Whether nothing but scripts asks for it."""
        return all(at.likely for at in self.because)


class Remark(NamedTuple):
    """What is to be said at a place, such as why nothing could be derived there."""

    file: str
    line: int
    template: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line} {self.template}".rstrip()
        return f"{where}: {self.message}"


class Derivation(NamedTuple):
    """All that the accounts of a workspace need, in a fixed order, and what stays open."""

    permissions: tuple[Permission, ...]
    remarks: tuple[Remark, ...]
    nameless: bool = False
    """Whether an account that is known only when it runs needs something too."""

    def accounts(self) -> tuple[AccountName, ...]:
        """The accounts that need anything."""
        return tuple(sorted({at.account for at in self.permissions}))


def merged(permissions: Iterable[Permission], waiting: Iterable[Permission] = ()) -> tuple[Permission, ...]:
    """Each permission once with all reasons, those on single names left out where all are allowed.

    `waiting` are deletions that wait as soon as the account may `get` the object: without `list` and `watch` they
    would then hang, so these come with them.
    """
    found: dict[Permission, set[Because]] = {}
    for at in permissions:
        found.setdefault(at._replace(because=()), set()).update(at.because)
    for delete in waiting:
        for get in _reads(delete, found):
            for verb in _WAITING:
                at = delete._replace(verb=verb, name=delete.name or get.name)
                found.setdefault(at._replace(because=()), set()).update(_to_wait(delete.because))
    listed = [at._replace(because=tuple(sorted(because))) for at, because in found.items()]
    whole = {at[:-1]: at for at in listed if not at.name}
    kept = [at for at in listed if not at.name or at._replace(name="")[:-1] not in whole]
    return tuple(sorted(_with_reasons(kept, listed)))


def _reads(delete: Permission, found: Iterable[Permission]) -> Iterator[Permission]:
    """The permissions to read that the account has on what it deletes."""
    for at in list(found):
        same = at._replace(name=delete.name) == delete._replace(verb="get", because=())
        if same and (not at.name or not delete.name or at.name == delete.name):
            yield at


def _to_wait(because: tuple[Because, ...]) -> tuple[Because, ...]:
    return tuple(at._replace(action=f"{at.action}, which waits since it may get the object") for at in because)


def _with_reasons(kept: Iterable[Permission], listed: Iterable[Permission]) -> Iterator[Permission]:
    """The permissions with the reasons of those that they stand for."""
    for at in kept:
        if at.name:
            yield at
        else:
            same = (one for one in listed if one._replace(name="")[:-1] == at[:-1])
            yield at._replace(because=tuple(sorted({reason for one in same for reason in one.because})))
