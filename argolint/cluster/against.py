"""A plan beside another one, such as that of the branch before: what would change, without a cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from argolint.cluster.comparing import Change, Deed
from argolint.cluster.differences import differences
from argolint.cluster.objects import wanted_object
from argolint.cluster.observing import targets
from argolint.plan.operation import Action

if TYPE_CHECKING:
    from argolint.cluster.observing import Target
    from argolint.plan.document import Plan

_NAMESPACE: Final = ""
"""Objects that name no namespace are in the same one, whichever that is."""


def between(plan: Plan, before: Plan, *, prune: bool) -> list[Change]:
    """What a plan changes beside another one, in its order; with `prune` what only the other has is deleted, last.

    A Workflow of the same name was submitted by the other plan; runs that are gone leave nothing to delete.
    """
    there = {target.key: target for target in targets(before.operations, _NAMESPACE)}
    wanted = targets(plan.operations, _NAMESPACE)
    found = [_change(target, there.get(target.key)) for target in wanted]
    keys = {target.key for target in wanted}
    left = [at for key, at in there.items() if key not in keys and at.operation.action is not Action.SUBMIT]
    return [*found, *(Change(Deed.DELETE, at.key, None) for at in reversed(left) if prune)]


def _change(target: Target, other: Target | None) -> Change:
    operation, key = target
    if other is None:
        return Change(Deed.CREATE, key, operation)
    if operation.action is Action.SUBMIT:
        return Change(Deed.EXISTS, key, operation)
    fields = differences(wanted_object(other.operation, key), wanted_object(operation, key))
    return Change(Deed.UPDATE if fields else Deed.UNCHANGED, key, operation, fields)
