"""What the roles and bindings of a workspace let a service account do."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.model.build import mapping, mappings, sequence, text, value
from argolint.syntax.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.access.needs import Need
    from argolint.model import Companion, WorkflowObject
    from argolint.names import Workspace

_BINDINGS: Final = ("RoleBinding", "ClusterRoleBinding")
_ACCOUNT_FIELD: Final = "serviceAccountName"
_WORKSPACES: Final = 2
_ACCOUNT: Final = "ServiceAccount"
_ANY: Final = "*"
_ALL_ACCOUNTS: Final = "system:serviceaccounts"
_EVERYBODY: Final = "system:authenticated"


class Grant(NamedTuple):
    """One rule of a role, and the namespace where it counts: empty if not written, None for everywhere."""

    groups: frozenset[str]
    resources: frozenset[str]
    verbs: frozenset[str]
    names: frozenset[str]
    namespace: str | None

    def covers(self, need: Need, home: str) -> bool:
        """Whether it gives what is needed to a run in namespace `home`."""
        return self._reaches(need, home) and self._allows(need)

    def _reaches(self, need: Need, home: str) -> bool:
        if self.namespace is None:
            return True
        if not need.resource.namespaced:
            return False
        where = home if need.namespace == "" else need.namespace
        return not where or not self.namespace or where == self.namespace

    def _allows(self, need: Need) -> bool:
        resource = need.resource
        if not self.groups & {_ANY, resource.group}:
            return False
        main, slash, part = resource.plural.partition("/")
        if not self.resources & {_ANY, resource.plural, f"{_ANY}{slash}{part}"} and not (
            main and any(resource.may_be(name) for name in self.resources)
        ):
            return False
        return any(self._has(verb, need) for verb in need.verbs)

    def _has(self, verb: str, need: Need) -> bool:
        if not self.verbs & {_ANY, verb}:
            return False
        if not self.names:
            return True
        # The request that creates an object does not name it, so a rule for names never lets anybody create.
        return verb != "create" and (need.name is None or need.name in self.names)


class Rights(NamedTuple):
    """All that a workspace gives to an account, and the roles that say so."""

    grants: tuple[Grant, ...]
    roles: tuple[Companion, ...]

    def cover_elsewhere(self, need: Need) -> bool:
        """Whether they give what is needed on a resource of the same name in another group."""
        return any(
            need.resource.plural in grant.resources and bool(grant.verbs & {_ANY, *need.verbs}) for grant in self.grants
        )

    def cover(self, need: Need, home: str) -> bool:
        """Whether they give what is needed to a run in namespace `home`."""
        return any(grant.covers(need, home) for grant in self.grants)


def strangers(account: str, user: WorkflowObject, workspace: Workspace) -> Iterator[Scalar]:
    """The namespaces that bindings in the file of `user` give for subjects of that name."""
    for kind in _BINDINGS:
        for binding in workspace.companions_beside(kind, user):
            for subject in mappings(binding.node, "subjects"):
                where = text(subject, "namespace")
                if where is not None and _word(subject, "kind") == _ACCOUNT and _word(subject, "name") == account:
                    yield where


def may_tell(user: WorkflowObject, workspace: Workspace) -> bool:
    """Whether the rights of some account that `user` may run as could all be here to be read."""
    if _is_beside(user, workspace):
        return True
    names_one = user.workflow_template_ref is not None or _ACCOUNT_FIELD in user.document.source.text
    return names_one and bool(_made(workspace))


def is_bound(account: str, home: str, workspace: Workspace) -> bool:
    """Whether the workspace gives an account of namespace `home` any role."""
    return any(_binds(at, account, home) for kind in _BINDINGS for at in workspace.companions(kind))


def rights(account: str, user: WorkflowObject, workspace: Workspace) -> Rights | None:
    """The rights of an account that `user` runs as; None where they are not all here to be read.

    They are taken to be all here when a binding stands in the file of `user`, or the workspace makes the
    account: a role alone may be an addition to others that are kept elsewhere.
    """
    home, source = user.namespace, user.document.source
    is_owned = is_made(account, home, workspace)
    if not is_owned and not _is_beside(user, workspace):
        return None
    grants: list[Grant] = []
    roles: list[Companion] = []
    for kind in _BINDINGS:
        for binding in workspace.companions(kind):
            if not _binds(binding, account, home):
                continue
            role = _role(binding, workspace)
            rules = _rules(role) if role is not None else None
            if role is None or rules is None:
                return None
            is_owned = is_owned or binding.document.source is source
            everywhere = kind == "ClusterRoleBinding"
            grants.extend(_grant(rule, None if everywhere else binding.namespace) for rule in rules)
            roles.append(role)
    return Rights(tuple(grants), tuple(roles)) if roles and is_owned else None


def _is_beside(user: WorkflowObject, workspace: Workspace) -> bool:
    return any(workspace.companions_beside(kind, user) for kind in _BINDINGS)


def is_made(account: str, home: str, workspace: Workspace) -> bool:
    """Whether the workspace makes an account of namespace `home`."""
    return (account, home) in _made(workspace)


@lru_cache(_WORKSPACES)
def _made(workspace: Workspace) -> frozenset[tuple[str, str]]:
    """The service accounts that a workspace makes, each with its namespace."""
    made = workspace.companions(_ACCOUNT)
    return frozenset((at.name.text, at.namespace) for at in made if at.name is not None)


def _binds(binding: Companion, account: str, home: str) -> bool:
    return any(_is_meant(subject, binding, account, home) for subject in mappings(binding.node, "subjects"))


def _is_meant(subject: Mapping, binding: Companion, account: str, home: str) -> bool:
    kind, name, namespace = (_word(subject, field) for field in ("kind", "name", "namespace"))
    if kind == _ACCOUNT:
        where = namespace or binding.namespace
        return _may_equal(name, account) and (not where or not home or _may_equal(where, home))
    if kind == "Group":
        return name in (_EVERYBODY, _ALL_ACCOUNTS) or (
            name.startswith(f"{_ALL_ACCOUNTS}:") and name.rpartition(":")[2] in (home, "")
        )
    return kind == "User" and name.endswith(f":{account}")


def _role(binding: Companion, workspace: Workspace) -> Companion | None:
    ref = mapping(binding.node, "roleRef")
    if ref is None:
        return None
    kind, name = _word(ref, "kind"), _word(ref, "name")
    for role in workspace.companions(kind):
        near = kind != "Role" or not role.namespace or role.namespace == binding.namespace
        if role.name is not None and role.name.text == name and (near or not binding.namespace):
            return role
    return None


def _rules(role: Companion) -> list[Mapping] | None:
    """The rules of a role; None where a part of it is not there to be read."""
    if value(role.node, "aggregationRule") is not None:
        return None
    listed = sequence(role.node, "rules")
    if listed is None:
        return [] if value(role.node, "rules") is None else None
    rules = [rule for rule in listed.items if isinstance(rule, Mapping)]
    plain = len(rules) == len(listed.items) and all(_is_plain(rule) for rule in rules)
    return rules if plain else None


def _is_plain(rule: Mapping) -> bool:
    for entry in rule.entries.values():
        if not isinstance(entry.value, Sequence):
            return False
        if not all(isinstance(at, Scalar) and "{{" not in at.text for at in entry.value.items):
            return False
    return True


def _grant(rule: Mapping, namespace: str | None) -> Grant:
    groups, resources, verbs, names = (
        frozenset(_listed(rule, field)) for field in ("apiGroups", "resources", "verbs", "resourceNames")
    )
    return Grant(groups, resources, verbs, names, namespace)


def _listed(rule: Mapping, field: str) -> Iterator[str]:
    listed = sequence(rule, field)
    for at in listed.items if listed is not None else ():
        if isinstance(at, Scalar):
            yield at.text


def _word(node: Mapping, field: str) -> str:
    at = text(node, field)
    return at.text if at is not None else ""


def _may_equal(written: str, wanted: str) -> bool:
    """Whether a text is the wanted one, or may become it."""
    return written == wanted or "{{" in written
