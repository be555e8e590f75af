"""What roles of the workspace give to the accounts of its runs although none of them needs it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from argolint.access.accounts import DEFAULT
from argolint.access.compare import compare
from argolint.access.derive import derive
from argolint.access.reach import reach
from argolint.access.serving import serves_only
from argolint.access.unseen import may_ask_unseen
from argolint.syntax.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.access.permissions import AccountName, Permission
    from argolint.flow.analysis import Flows
    from argolint.model import Companion, WorkflowObject
    from argolint.names import Workspace
    from argolint.syntax.nodes import Node

_KINDS: Final = ("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding")
_KEPT: Final = 2


class Excess(NamedTuple):
    """A role that gives an account too much, what that is, and the first run that acts as the account."""

    run: WorkflowObject
    account: str
    role: Companion
    messages: tuple[str, ...]


class _Needs(NamedTuple):
    """What the runs of a workspace need, and of which accounts it is not known in full."""

    permissions: list[Permission]
    first: dict[AccountName, WorkflowObject]
    unsure: set[AccountName]
    unsure_namespaces: set[str]

    def of(self, account: AccountName) -> list[Permission] | None:
        """What an account needs, under whatever namespace it is written; None if that is not known."""
        if any(_same(account.namespace, where) for where in self.unsure_namespaces):
            return None
        if any(_may_be(account, at) for at in self.unsure):
            return None
        return [at._replace(account=account) for at in self.permissions if _may_be(account, at.account)]


def excess(item: WorkflowObject, flows: Flows) -> Iterator[Excess]:
    """What is too much, told at the first run that has it; nothing of what is not surely for these runs alone."""
    if flows.workspace.companions("Role"):
        yield from (at for at in _found(flows.whole()) if _place(at.run) == _place(item))


@lru_cache(_KEPT)
def _found(flows: Flows) -> tuple[Excess, ...]:
    needs = _needs(flows)
    return tuple(_excess(needs, flows.workspace)) if needs is not None else ()


def _excess(needs: _Needs, workspace: Workspace) -> Iterator[Excess]:
    listed = [at for kind in _KINDS for at in workspace.companions(kind)]
    objects = [_plain(at.node) for at in listed]
    for account, run in needs.first.items():
        own = needs.of(account)
        if own is None or account.name == DEFAULT:
            continue
        roles = {f"Role `{at.name.text}`": at for at in serves_only(account, workspace) if at.name is not None}
        comparison = compare(own, objects) if roles else None
        for title, role in roles.items():
            found = (*comparison.excessive, *comparison.wildcards) if comparison is not None else ()
            messages = tuple(at.message for at in found if at.role == title)
            if messages:
                yield Excess(run, account.name, role, messages)


def _needs(flows: Flows) -> _Needs | None:
    """What all runs need; None where an account stays open, which may then be each."""
    found = _Needs([], {}, set(), set())
    called: set[int] = set()
    libraries: list[WorkflowObject] = []
    for item in flows.workspace.objects():
        if item.is_template:
            libraries.append(item)
            continue
        called.update(id(at.owner) for at in reach(flows.of(item)).templates)
        if not _take(item, flows, found):
            return None
    for item in libraries:
        if id(item) in called:
            continue
        if item.entrypoint is None or "serviceAccountName" not in item.document.source.text:
            found.unsure_namespaces.add(item.namespace)  # whoever calls or submits it chooses the account
        elif not _take(item, flows, found):
            return None
    return found


def _take(item: WorkflowObject, flows: Flows, found: _Needs) -> bool:
    """Add what a run needs; whether all its accounts are known."""
    derivation, flow = derive([item], flows, lambda at: at.document.source.path), flows.of(item)
    found.permissions.extend(derivation.permissions)
    for account in derivation.accounts():
        found.first.setdefault(account, item)
    reached = reach(flow)
    if reached.gaps:  # what is called there may name an account of its own
        found.unsure_namespaces.add(item.namespace)
    if derivation.remarks or any(may_ask_unseen(at, flow) for at in reached.templates):
        found.unsure.update(derivation.accounts())
    return not derivation.nameless


def _may_be(one: AccountName, other: AccountName) -> bool:
    return one.name == other.name and _same(one.namespace, other.namespace)


def _same(one: str, other: str) -> bool:
    return not one or not other or one == other


def _place(item: WorkflowObject) -> tuple[str, int]:
    return item.document.source.path, item.node.start


def _plain(node: Node) -> Any:
    """A tree as plain data; all that matters in roles and bindings is text."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {name: _plain(entry.value) for name, entry in node.entries.items()}
    return [_plain(at) for at in node.items]
