"""What is on the cluster of that which a plan speaks of, read with one list a kind and namespace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.access.resources import ARGO
from argolint.access.roles import GROUP, home_of
from argolint.cluster.objects import Collection, Key, key_of, label_of
from argolint.cluster.refusals import RefusalError
from argolint.plan.operation import OWNER, OWNER_LABEL, PLAN_LABEL, Action
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from argolint.cluster.connection import Cluster
    from argolint.cluster.objects import Json
    from argolint.plan.operation import Operation

_PRUNED: Final = ("CronWorkflow", "WorkflowTemplate")
"""Kinds of which objects are deleted, callers first; those of the whole cluster only if the plan has any."""
_CLUSTER_WIDE: Final = "ClusterWorkflowTemplate"
_PRUNED_RIGHTS: Final = ("RoleBinding", "ClusterRoleBinding", "Role", "ClusterRole", "ServiceAccount")
"""The same of rights, which only a plan that gives any speaks of."""


class Target(NamedTuple):
    """An operation, and the object that it is about on this cluster."""

    operation: Operation
    key: Key


class Live(NamedTuple):
    """The objects of a plan that exist, by key, and those that are ours and in the plan no more."""

    objects: dict[Key, Json]
    left: dict[Key, Json]


def targets(operations: Iterable[Operation], namespace: str) -> list[Target]:
    """The operations with their objects; two operations on one object are a mistake."""
    found = [Target(at, key_of(at, namespace)) for at in operations]
    first: dict[Key, Operation] = {}
    for operation, key in found:
        other = first.setdefault(key, operation)
        if other is not operation:
            places = " and ".join(f"{at.source.file}:{at.source.line}" for at in (other, operation))
            raise UsageError(f"{key.title} stands twice in the plan: {places}", "keep one of them, or rename one")
    return found


def observe(cluster: Cluster, wanted: Sequence[Target], *, prune: bool, owner: str = "") -> Live:
    """Read all kinds and namespaces of the plan; a namespace that does not exist raises `UsageError`.

    With `prune` it also tells what a plan of the name `owner` has left there, or plans without a name.
    """
    keys = {at.key for at in wanted}
    submitted = {at.key.collection for at in wanted if at.operation.action is Action.SUBMIT}
    needed = dict.fromkeys(at.key.collection for at in wanted)
    pruned = _pruned(wanted) if prune else []
    for namespace in dict.fromkeys(at.namespace for at in needed if at.namespace):
        need_namespace(cluster, namespace)
    homes = frozenset(_spaces(at for at in needed if at.group == ARGO))
    objects: dict[Key, Json] = {}
    left: dict[Key, Json] = {}
    for collection in dict.fromkeys((*needed, *pruned)):
        for item in listed(cluster, collection, metadata_only=collection in submitted):
            key = Key(collection, str(item["metadata"]["name"]))
            if key in keys:
                objects[key] = item
            elif collection in pruned and _is_left(item, collection, homes, owner):
                left[key] = {"metadata": item["metadata"]}
    return Live(objects, dict(sorted(left.items(), key=lambda at: (pruned.index(at[0].collection), at[0].name))))


def _pruned(wanted: Sequence[Target]) -> list[Collection]:
    """The kinds and namespaces in which objects that the plan has no more are looked for, callers before callees."""
    collections = dict.fromkeys(at.key.collection for at in wanted)
    rights = [at for at in collections if at.group != ARGO]
    argo = [at for at in collections if at.group == ARGO]
    found = [Collection(argo[0].api_version, kind, at) for kind in _PRUNED for at in _spaces(argo)] if argo else []
    wide = [at for at in argo if at.kind == _CLUSTER_WIDE]
    return [*found, *wide, *(at for kind in _PRUNED_RIGHTS if rights for at in _of_kind(kind, _spaces(rights)))]


def _spaces(collections: Iterable[Collection]) -> list[str]:
    return list(dict.fromkeys(at.namespace for at in collections if at.namespace))


def _of_kind(kind: str, spaces: list[str]) -> Iterable[Collection]:
    version = "v1" if kind == "ServiceAccount" else f"{GROUP}/v1"
    return (Collection(version, kind, at) for at in ([""] if kind.startswith("Cluster") else spaces))


def _is_left(item: Json, collection: Collection, homes: frozenset[str], owner: str) -> bool:
    """Whether an object that the plan lacks is ours; a role must be for an account of one of these namespaces."""
    if label_of(item, OWNER_LABEL) != OWNER or (label_of(item, PLAN_LABEL) or "") != owner:
        return False
    return collection.group == ARGO or home_of(str(item["metadata"]["name"]), collection.namespace) in homes


def need_namespace(cluster: Cluster, namespace: str) -> None:
    """Refuse a namespace that does not exist."""
    try:
        cluster.api.get(f"/api/v1/namespaces/{namespace}")
    except RefusalError as no:
        if no.reason == "NotFound":
            raise UsageError(
                f"the cluster has no namespace `{namespace}`", f"make it: `kubectl create namespace {namespace}`"
            ) from None
        if no.status != 403:  # who may work in a namespace need not be allowed to read it
            raise UsageError(f"namespace `{namespace}` cannot be read: {no.message}") from None


def listed(cluster: Cluster, collection: Collection, *, metadata_only: bool) -> Iterable[Json]:
    """The objects of a collection; one that cannot be listed raises `UsageError`."""
    try:
        for item in cluster.api.listed(collection, metadata_only=metadata_only):
            # The lists of Kubernetes' own kinds do not repeat in each item what it is.
            yield {"apiVersion": collection.api_version, "kind": collection.kind, **item}
    except RefusalError as no:
        raise UsageError(*_unlisted(no, collection)) from None


def unknown_kind(collection: Collection) -> tuple[str, str]:
    """What to say, and to advise, of a kind that the cluster does not serve."""
    return (
        f"the cluster does not know {collection.plural} of {collection.api_version}",
        "install the CustomResourceDefinitions of Argo Workflows, or choose another context",
    )


def _unlisted(no: RefusalError, collection: Collection) -> tuple[str, str | None]:
    if no.status == 404:
        return unknown_kind(collection)
    if no.status == 403:
        where = f" in namespace `{collection.namespace}`" if collection.namespace else ""
        group = collection.group
        return (
            f"you may not list {collection.plural}{where}: {no.message}",
            f"a Role must allow verb `list` on resource `{collection.plural}` of group `{group}`",
        )
    return f"{collection.plural} cannot be listed: {no.message}", None
