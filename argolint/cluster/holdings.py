"""Who may do what on a cluster, and what its own kinds are called: all that `argolint rbac` asks of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.access.permissions import EVERYWHERE, AccountName
from argolint.access.resources import ARGO
from argolint.access.roles import GROUP
from argolint.cluster.objects import Collection
from argolint.cluster.observing import listed, need_namespace
from argolint.cluster.refusals import RefusalError
from argolint.schema import kubernetes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argolint.access.permissions import Permission
    from argolint.cluster.connection import Cluster
    from argolint.cluster.objects import Json

_VERSION: Final = f"{GROUP}/v1"
_DISCOVERY: Final = ",".join(
    (
        "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList",
        "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList",
        "application/json",
    )
)
"""All kinds of all groups in one answer; a server older than 1.27 names the groups alone, so that none is known."""


class Holdings(NamedTuple):
    """The roles and bindings of a cluster as plain objects, and the service accounts that it has."""

    objects: tuple[Json, ...]
    accounts: frozenset[AccountName]


def holdings(cluster: Cluster, needed: Iterable[Permission]) -> Holdings:
    """All that decides whether some permissions are given; a namespace that does not exist raises `UsageError`."""
    permissions = list(needed)
    homes = dict.fromkeys(at.account.namespace for at in permissions)
    spaces = dict.fromkeys((*homes, *(at.namespace for at in permissions if at.namespace != EVERYWHERE)))
    for namespace in spaces:
        need_namespace(cluster, namespace)
    found = [
        item
        for kind, namespaces in (
            ("ClusterRole", ("",)), ("ClusterRoleBinding", ("",)), ("Role", spaces), ("RoleBinding", spaces),
        )
        for namespace in namespaces
        for item in _items(cluster, Collection(_VERSION, kind, namespace))
    ]  # fmt: skip
    accounts = [
        AccountName(namespace, str(item["metadata"]["name"]))
        for namespace in homes
        for item in listed(cluster, Collection("v1", "ServiceAccount", namespace), metadata_only=True)
    ]
    return Holdings(tuple(found), frozenset(accounts))


def _items(cluster: Cluster, collection: Collection) -> Iterator[Json]:
    for item in listed(cluster, collection, metadata_only=False):
        # The rules of an aggregated role are there, filled in by the cluster.
        yield {name: item[name] for name in item if name != "aggregationRule"}


def custom_kinds(cluster: Cluster) -> list[Json]:
    """The kinds that only this cluster has, as definitions that say no more than their names and their scope."""
    try:
        answer = cluster.api.get("/apis", accept=_DISCOVERY)
    except RefusalError:  # whoever may not look is told that plurals are guessed
        return []
    found = [
        _definition(group["metadata"]["name"], resource)
        for group in answer.get("items") or ()
        for version in (group.get("versions") or ())[:1]
        for resource in version.get("resources") or ()
        if group["metadata"]["name"] != ARGO and not _is_built_in(group["metadata"]["name"], version, resource)
    ]
    return sorted(found, key=lambda at: str(at["metadata"]["name"]))


def _is_built_in(group: str, version: Json, resource: Json) -> bool:
    kind = resource.get("responseKind", {}).get("kind", "")
    return kubernetes.find(f"{group}/{version.get('version')}", kind) is not None


def _definition(group: str, resource: Json) -> Json:
    names = {
        "kind": resource.get("responseKind", {}).get("kind", ""),
        "plural": resource["resource"],
        "singular": resource.get("singularResource") or resource["resource"],
        "shortNames": resource.get("shortNames") or [],
    }
    return {
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": {"name": f"{resource['resource']}.{group}"},
        "spec": {"group": group, "names": names, "scope": resource.get("scope", "Namespaced")},
    }
