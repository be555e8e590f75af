"""Holds what accounts need against roles and bindings, as plain objects of the API, wherever they come from."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from argolint.access.permissions import EVERYWHERE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from argolint.access.permissions import AccountName, Permission

_ANY: Final = "*"
_KINDS: Final = {"RoleBinding": False, "ClusterRoleBinding": True}
_ALL: Final = ("system:serviceaccounts", "system:authenticated")
_TO_WAIT: Final = frozenset({"get", "list", "watch"})


class Grant(NamedTuple):
    """One rule of a role as it counts for an account; `role` is how a report calls the role."""

    role: str
    namespace: str
    groups: tuple[str, ...]
    resources: tuple[str, ...]
    verbs: tuple[str, ...]
    names: tuple[str, ...]
    shared: bool
    """Whether others have it too, since it is given to a whole group."""

    def covers(self, needed: Permission) -> bool:
        """Whether it gives a permission."""
        return (
            self._reaches(needed.namespace)
            and _holds(self.groups, needed.group)
            and (_holds(self.resources, needed.full_resource) or _any_part(needed) in self.resources)
            and _holds(self.verbs, needed.verb)
            and (not self.names or needed.name in self.names)
        )

    def _reaches(self, namespace: str) -> bool:
        if self.namespace == EVERYWHERE:
            return True
        return namespace != EVERYWHERE and (not namespace or not self.namespace or namespace == self.namespace)


class Finding(NamedTuple):
    """Something that a role gives to an account and should not."""

    account: AccountName
    role: str
    message: str


class Unknown(NamedTuple):
    """A role that an account has and that is not here to be read."""

    account: AccountName
    role: str


class Comparison(NamedTuple):
    """What accounts lack, what they have without need, and what could not be looked at."""

    missing: tuple[Permission, ...]
    excessive: tuple[Finding, ...]
    wildcards: tuple[Finding, ...]
    unknown: tuple[Unknown, ...]
    absent: tuple[AccountName, ...] = ()
    """Accounts that a cluster does not have."""
    dangling: tuple[Unknown, ...] = ()
    """Roles that bindings of a cluster name, and that it does not have."""

    @property
    def lacks_anything(self) -> bool:
        """Whether something is missing that no role out of sight may give."""
        if self.absent:
            return True
        doubtful = {at.account for at in self.unknown}
        return any(at.account not in doubtful for at in self.missing)


def compare(
    needed: Iterable[Permission],
    objects: Iterable[Mapping[str, Any]],
    accounts: Collection[AccountName] | None = None,
) -> Comparison:
    """What accounts need, held against roles and bindings.

    With the accounts of a cluster these are all that it has; without them, others may be kept elsewhere.
    """
    listed, given = list(needed), list(objects)
    missing: list[Permission] = []
    excessive: dict[Finding, None] = {}
    wildcards: dict[Finding, None] = {}
    unknown: list[Unknown] = []
    for account in sorted({at.account for at in listed}):
        grants, unread = granted(account, given)
        own = [at for at in listed if at.account == account]
        unknown += (Unknown(account, role) for role in unread)
        missing += (at for at in own if not any(grant.covers(at) for grant in grants))
        for grant in grants:
            if not grant.shared:
                wildcards.update(dict.fromkeys(_wildcards(account, grant, own)))
                excessive.update(dict.fromkeys(_excessive(account, grant, own)))
                excessive.update(dict.fromkeys(_hanging(account, grant, grants, own)))
    found = Comparison(tuple(missing), tuple(excessive), tuple(wildcards), tuple(unknown))
    if accounts is None:
        return found
    absent = tuple(at for at in sorted({at.account for at in listed}) if at not in accounts)
    return found._replace(unknown=(), absent=absent, dangling=found.unknown)


def granted(account: AccountName, objects: Iterable[Mapping[str, Any]]) -> tuple[list[Grant], list[str]]:
    """The rules that count for an account, and the roles it has that are not among the objects."""
    listed = list(objects)
    grants: list[Grant] = []
    unread: dict[str, None] = {}
    for binding in listed:
        if binding.get("kind") not in _KINDS:
            continue
        meant = [_meant(subject, account, _namespace(binding)) for subject in _dicts(binding.get("subjects"))]
        if not any(meant):
            continue
        role = _role(binding, listed)
        if role is None or "aggregationRule" in role:
            unread[_title(binding.get("roleRef") or {})] = None
            continue
        where = EVERYWHERE if _KINDS[binding["kind"]] else _namespace(binding)
        named = {"kind": role["kind"], "name": _name(role)}
        for rule in _dicts(role.get("rules")):
            groups, resources, verbs, names = (
                _words(rule, field) for field in ("apiGroups", "resources", "verbs", "resourceNames")
            )
            grants.append(Grant(_title(named), where, groups, resources, verbs, names, "own" not in meant))
    return grants, list(unread)


def _excessive(account: AccountName, grant: Grant, needed: list[Permission]) -> Iterator[Finding]:
    """The parts of a rule that nothing needs, or less of which would do."""
    for group, resource, verb, name in product(grant.groups, grant.resources, grant.verbs, grant.names or ("",)):
        if _ANY in (group, verb) or _ANY in resource:
            continue
        one = grant._replace(groups=(group,), resources=(resource,), verbs=(verb,), names=(name,) if name else ())
        used = [at for at in needed if one.covers(at) or (name and one._replace(names=()).covers(at) and not at.name)]
        what = f"`{verb}` on `{resource}`" + (f" `{name}`" if name else "")
        if not used:
            if not _waits(one, needed):
                yield Finding(account, grant.role, f"{what} is needed nowhere")
            continue
        names, places = sorted({at.name for at in used}), sorted({at.namespace for at in used})
        if not name and all(names):
            yield Finding(account, grant.role, f"{what} is needed for {_listed(names)} only")
        if grant.namespace == EVERYWHERE and EVERYWHERE not in places and all(places):
            yield Finding(account, grant.role, f"{what} is needed in {_listed(places)} only")


def _hanging(account: AccountName, grant: Grant, grants: list[Grant], needed: list[Permission]) -> Iterator[Finding]:
    """A `get` through which deletions wait for their end, which they can see only by `list` and `watch`."""
    for at in needed:
        if at.verb != "delete" or any(one.verb == "get" and one[:-2] == at[:-2] for one in needed):
            continue
        followed = all(any(one.covers(at._replace(verb=verb)) for one in grants) for verb in ("list", "watch"))
        if grant.covers(at._replace(verb="get")) and not followed:
            what = f"`get` beside `delete` on `{at.full_resource}`"
            yield Finding(
                account, grant.role, f"{what} makes kubectl wait for the end, without `list` and `watch` in vain"
            )


def _waits(one: Grant, needed: list[Permission]) -> bool:
    """Whether a delete that is needed uses a right to wait for its end, which it can do without."""
    return one.verbs[0] in _TO_WAIT and any(one._replace(verbs=("delete",)).covers(at) for at in needed)


def _wildcards(account: AccountName, grant: Grant, needed: list[Permission]) -> Iterator[Finding]:
    if not any(_ANY in word for word in (*grant.groups, *grant.resources, *grant.verbs)):
        return
    used = [at for at in needed if grant.covers(at)]
    given = f"`{', '.join(grant.verbs)}` on `{', '.join(grant.resources)}`"
    groups = ", ".join(f"`{group}`" if group else '`""`' for group in grant.groups)
    enough: dict[str, set[str]] = {}
    for at in used:
        enough.setdefault(at.full_resource, set()).add(at.verb)
    told = "; ".join(f"{', '.join(sorted(verbs))} on {resource}" for resource, verbs in sorted(enough.items()))
    yield Finding(
        account, grant.role, f"{given} of the group {groups}; {f'{told} would do' if told else 'none is needed'}"
    )


def _listed(words: list[str]) -> str:
    return " and ".join(f"`{word}`" for word in words)


def _any_part(needed: Permission) -> str:
    return f"{_ANY}/{needed.subresource}" if needed.subresource else _ANY


def _holds(words: tuple[str, ...], wanted: str) -> bool:
    return _ANY in words or wanted in words


def _meant(subject: Mapping[str, Any], account: AccountName, home: str) -> str:
    """Whether a subject is an account: `own`, `shared`, or the empty text."""
    kind, name = subject.get("kind"), str(subject.get("name", ""))
    if kind == "ServiceAccount":
        where = str(subject.get("namespace") or home)
        return "own" if name == account.name and _same(where, account.namespace) else ""
    if kind == "User":
        prefix, _, last = name.rpartition(":")
        return "own" if last == account.name and _same(prefix.rpartition(":")[2], account.namespace) else ""
    everybody = name in _ALL or name == f"{_ALL[0]}:{account.namespace}"
    return "shared" if kind == "Group" and everybody else ""


def _same(one: str, other: str) -> bool:
    return not one or not other or one == other


def _role(binding: Mapping[str, Any], objects: list[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    ref, home = binding.get("roleRef") or {}, _namespace(binding)
    namesakes = [at for at in objects if at.get("kind") == ref.get("kind") and _name(at) == ref.get("name")]
    if ref.get("kind") == "Role":
        namesakes = [at for at in namesakes if _same(_namespace(at), home)]
        namesakes.sort(key=lambda at: _namespace(at) != home)
    return namesakes[0] if namesakes else None


def _title(named: Mapping[str, Any]) -> str:
    return f"{named.get('kind', 'Role')} `{named.get('name', '')}`"


def _name(data: Mapping[str, Any]) -> str:
    return str((data.get("metadata") or {}).get("name", ""))


def _namespace(data: Mapping[str, Any]) -> str:
    return str((data.get("metadata") or {}).get("namespace") or "")


def _dicts(value: Any) -> list[Mapping[str, Any]]:
    return [at for at in value if isinstance(at, dict)] if isinstance(value, list) else []


def _words(rule: Mapping[str, Any], field: str) -> tuple[str, ...]:
    listed = rule.get(field)
    return tuple(at for at in listed if isinstance(at, str)) if isinstance(listed, list) else ()
