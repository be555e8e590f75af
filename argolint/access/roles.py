"""Roles and bindings that give exactly some permissions, as plain objects of the API in a fixed order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from argolint.access.accounts import DEFAULT
from argolint.access.permissions import EVERYWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argolint.access.permissions import AccountName, Because, Derivation, Permission

GROUP: Final = "rbac.authorization.k8s.io"
_FALLBACK: Final = "default"
"""The namespace of an account where a binding has to name one and nothing tells it."""
_APART: Final = ":"
"""Parts the account's namespace from its name; as neither of them holds a colon, such names never meet."""


class Rule(NamedTuple):
    """One rule of a role, and why it is there; without names it counts for all objects."""

    group: str
    resource: str
    names: tuple[str, ...]
    verbs: tuple[str, ...]
    because: tuple[Because, ...]

    def data(self) -> dict[str, Any]:
        """The rule as a role holds it."""
        named = {"resourceNames": list(self.names)} if self.names else {}
        return {"apiGroups": [self.group], "resources": [self.resource], **named, "verbs": list(self.verbs)}


class Bundle(NamedTuple):
    """One object to make, and the first place that asks for it; a role comes with its rules apart, so that each can be
    told why."""

    data: dict[str, Any]
    because: Because
    rules: tuple[Rule, ...] = ()

    def whole(self) -> dict[str, Any]:
        """The object with everything in it."""
        return {**self.data, "rules": [rule.data() for rule in self.rules]} if self.rules else self.data


def bundles(derivation: Derivation) -> tuple[Bundle, ...]:
    """The accounts that are needed, each followed by its roles and their bindings."""
    return tuple(bundle for account in derivation.accounts() for bundle in _of_account(account, derivation.permissions))


def rules(permissions: Iterable[Permission]) -> tuple[Rule, ...]:
    """The fewest rules that give some permissions of one account in one place, and nothing else."""
    verbs: dict[tuple[str, str, str], list[Permission]] = {}
    for at in permissions:
        verbs.setdefault((at.group, at.full_resource, at.name), []).append(at)
    names: dict[tuple[str, str, tuple[str, ...], bool], list[Permission]] = {}
    for (group, resource, name), found in verbs.items():
        allowed = tuple(sorted({at.verb for at in found}))
        names.setdefault((group, resource, allowed, bool(name)), []).extend(found)
    return tuple(
        Rule(
            group,
            resource,
            tuple(sorted({at.name for at in found if at.name})),
            allowed,
            tuple(sorted({reason for at in found for reason in at.because})),
        )
        for (group, resource, allowed, _), found in sorted(names.items(), key=lambda entry: entry[0])
    )


def _of_account(account: AccountName, permissions: Iterable[Permission]) -> Iterator[Bundle]:
    own = [at for at in permissions if at.account == account]
    if account.name != DEFAULT:  # every namespace has that one
        yield Bundle(_object("v1", "ServiceAccount", account.name, account.namespace), _first(own))
    for namespace in sorted({at.namespace for at in own}, key=lambda at: (at != account.namespace, at)):
        yield from _role(account, namespace, [at for at in own if at.namespace == namespace])


def _role(account: AccountName, namespace: str, permissions: list[Permission]) -> Iterator[Bundle]:
    cluster, home = namespace == EVERYWHERE, namespace == account.namespace
    prefix = "Cluster" if cluster else ""
    name = account.name if home else f"{account.namespace or _FALLBACK}{_APART}{account.name}"
    where = "" if cluster else namespace
    because = _first(permissions)
    yield Bundle(_object(f"{GROUP}/v1", f"{prefix}Role", name, where), because, rules(permissions))
    subject = {"kind": "ServiceAccount", "name": account.name}
    if account.namespace or not home:
        subject["namespace"] = account.namespace or _FALLBACK
    reference = {"apiGroup": GROUP, "kind": f"{prefix}Role", "name": name}
    binding = _object(f"{GROUP}/v1", f"{prefix}RoleBinding", name, where)
    yield Bundle({**binding, "roleRef": reference, "subjects": [subject]}, because)


def _first(permissions: list[Permission]) -> Because:
    return min(at.because[0] for at in permissions)


def _object(api_version: str, kind: str, name: str, namespace: str) -> dict[str, Any]:
    metadata = {"name": name, "namespace": namespace} if namespace else {"name": name}
    return {"apiVersion": api_version, "kind": kind, "metadata": metadata}


def home_of(name: str, namespace: str) -> str:
    """The namespace of the account that a role or binding of that name is for; `namespace` is where it stands."""
    home, apart, _ = name.partition(_APART)
    return home if apart else namespace


def names_fallback(derivation: Derivation) -> bool:
    """Whether a binding has to name the namespace of an account that no manifest names."""
    return any(not at.account.namespace and at.namespace for at in derivation.permissions)
