"""The rights that the runs of a plan need: the one place where plans ask `access`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argolint.access.derive import derive
from argolint.access.permissions import EVERYWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argolint.access.permissions import Permission
    from argolint.model import WorkflowObject
    from argolint.plan.linking import Linked


def rights(linked: Linked, items: Iterable[WorkflowObject]) -> tuple[dict[str, Any], ...]:
    """What each account must be allowed, with the places that ask for it, in a fixed order."""
    return tuple(_entry(at) for at in derive(items, linked.flows, linked.file_of).permissions)


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
