"""The rights that the runs of a plan need: the one place where plans ask `access`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from argolint.access.derive import derive
from argolint.access.permissions import EVERYWHERE
from argolint.access.roles import bundles, names_fallback
from argolint.plan.operation import Operation, Source, apply
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from argolint.access.permissions import Derivation, Permission
    from argolint.access.roles import Bundle
    from argolint.plan.linking import Linked

_REASONS: Final = {
    "ServiceAccount": "runs act as it",
    "ClusterRole": "it holds what an account needs in all namespaces",
    "Role": "it holds what an account needs in this namespace",
    "ClusterRoleBinding": "it gives the account the role",
    "RoleBinding": "it gives the account the role",
}
"""Why each kind is made, in the order in which they are: what a binding speaks of is there before it."""


def derived(linked: Linked) -> Derivation:
    """What the runs of a workspace need."""
    return derive(linked.objects(), linked.flows, linked.file_of)


def rights(needed: Derivation) -> tuple[dict[str, Any], ...]:
    """What each account must be allowed, with the places that ask for it, in a fixed order."""
    return tuple(_entry(at) for at in needed.permissions)


def _entry(at: Permission) -> dict[str, Any]:
    return {
        "account": at.account.name,
        "accountNamespace": at.account.namespace,
        "namespace": None if at.namespace == EVERYWHERE else at.namespace,
        "group": at.group,
        "resource": at.full_resource,
        "name": at.name or None,
        "verb": at.verb,
        "because": [str(reason) for reason in at.because],
    }


def granting(needed: Derivation) -> tuple[Operation, ...]:
    """What makes the accounts and gives them their rights."""
    if names_fallback(needed):
        raise UsageError(
            "no manifest names the namespace of an account that needs rights outside of it", "say --namespace"
        )
    kinds = list(_REASONS)
    found = sorted(bundles(needed), key=lambda at: kinds.index(at.data["kind"]))
    return tuple(apply(at.whole(), _source(at), _REASONS[at.data["kind"]]) for at in found)


def _source(bundle: Bundle) -> Source:
    """The first place that asks for an object; what stands in no file has no fields to point at."""
    file, line = bundle.because.file, bundle.because.line
    return Source(file, line, 1, line, 1, {})
