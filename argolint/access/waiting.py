"""Deletions of which kubectl can never see the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.access.accounts import working_account
from argolint.access.grants import may_tell, rights
from argolint.access.runs import run_templates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.access.requests import Asked
    from argolint.access.resources import Resource
    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Companion, WorkflowObject
    from argolint.syntax.nodes import Scalar

_SINCE: Final = (3, 7)
"""The kubectl within older executors gives up waiting when it is refused."""
_LINGERING: Final = frozenset({"namespaces", "persistentvolumeclaims", "persistentvolumes", "pods"})
"""What does not vanish at once; custom resources may have finalizers, so that they may not either."""
_TO_SEE_IT_GONE: Final = ("list", "watch")


class EndlessDelete(NamedTuple):
    """A deletion, the account that asks for it, and the verbs that it lacks."""

    at: Scalar
    title: str
    account: str
    lacking: tuple[str, ...]
    roles: tuple[Companion, ...]


def endless_deletes(item: WorkflowObject, flow: ObjectFlow) -> Iterator[EndlessDelete]:
    """The deletions of a run that wait in vain, told for accounts whose rights are all known."""
    if flow.version < _SINCE or not may_tell(item, flow.flows.workspace):
        return
    for template, at in run_templates(item, flow):
        if template.type != "resource":
            continue
        account = working_account(template, flow)
        given = rights(account.name, item, flow.flows.workspace) if account is not None else None
        if account is None or given is None:
            continue
        from argolint.access.requests import resource_asks  # few workflows stand beside their roles

        for asked in resource_asks(template, flow.flows.of(template.owner)):
            need = asked.need
            if need is None or not _waits(asked) or not given.cover(need._replace(verbs=("get",)), item.namespace):
                continue
            verbs = _TO_SEE_IT_GONE
            lacking = tuple(at for at in verbs if not given.cover(need._replace(verbs=(at,)), item.namespace))
            if lacking and given.cover(need, item.namespace):
                yield EndlessDelete(at, need.title, account.name, lacking, given.roles)


def _waits(asked: Asked) -> bool:
    need = asked.need
    return asked.waits and not asked.user and need is not None and need.verbs == ("delete",) and _lingers(need.resource)


def _lingers(resource: Resource) -> bool:
    return not resource.built_in or (not resource.group and resource.plural in _LINGERING)
