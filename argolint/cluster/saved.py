"""What a saved plan saw on the cluster, and whether that still holds."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from argolint.cluster.comparing import Change, Deed
from argolint.cluster.objects import Collection, Key, version_of
from argolint.model import Kind
from argolint.project.errors import UsageError
from argolint.project.reading import read_file

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from argolint.cluster.connection import Cluster
    from argolint.cluster.observing import Live
    from argolint.plan.document import Plan

_AGAIN: Final = "make the plan anew with `argolint plan -o`"


class Seen(NamedTuple):
    """What a plan was going to do with an object, and the version of it then; None if there was none."""

    id: str
    deed: Deed
    key: Key
    version: str | None
    uid: str


def with_observed(plan: Plan, cluster: Cluster, changes: Sequence[Change]) -> Plan:
    """The plan with what a comparison saw: deeds, and the version of each object, null for one that is not there."""
    objects = [_seen_data(at) for at in changes]
    return replace(plan, observed={"cluster": cluster.api.host, "namespace": cluster.namespace, "objects": objects})


def _seen_data(change: Change) -> dict[str, Any]:
    found = {
        "id": change.id,
        "deed": change.deed.value,
        "apiVersion": change.key.collection.api_version,
        "kind": change.key.collection.kind,
        "namespace": change.key.collection.namespace,
        "name": change.key.name,
        "resourceVersion": change.version or None,
    }
    return {**found, "uid": change.uid} if change.deed is Deed.DELETE else found


def seen(plan: Plan) -> list[Seen]:
    """What a saved plan saw; raises `UsageError` where that was damaged."""
    try:
        return [
            Seen(
                str(at["id"]),
                Deed(at["deed"]),
                Key(Collection(at["apiVersion"], at["kind"], at["namespace"]), at["name"]),
                at["resourceVersion"],
                str(at.get("uid", "")),
            )
            for at in (plan.observed or {})["objects"]
        ]
    except (KeyError, TypeError, ValueError, AttributeError):
        raise UsageError("the plan is damaged: what it saw on the cluster cannot be read", _AGAIN) from None


def need_same_inputs(plan: Plan, largest: int) -> None:
    """Refuse a plan whose files are no longer what they were."""
    for at in plan.inputs:
        data = read_file(at.file, largest)
        if not isinstance(data, bytes):
            raise UsageError(
                f"`{at.file}`, of which the plan was made, cannot be read", "apply where the plan was made"
            )
        if sha256(data).hexdigest() != at.sha256:
            raise UsageError(f"`{at.file}` has changed since the plan was made", _AGAIN)


def need_same_cluster(plan: Plan, cluster: Cluster) -> Cluster:
    """The cluster with the namespace of the plan; refuse another cluster, or a flag that names another namespace."""
    observed = plan.observed or {}
    host, namespace = str(observed.get("cluster")), str(observed.get("namespace"))
    if host != cluster.api.host:
        raise UsageError(f"the plan is for the cluster at {host}, not {cluster.api.host}", _AGAIN)
    if cluster.is_named and namespace != cluster.namespace:
        raise UsageError(f"the plan is for namespace `{namespace}`, not `{cluster.namespace}`", _AGAIN)
    return cluster._replace(namespace=namespace)


def need_same_objects(before: Sequence[Seen], live: Live, begun: Container[str]) -> None:
    """Refuse a plan when an object has changed since; those of operations that were `begun` changed by our own hand."""
    for at in before:
        if at.id in begun or at.deed is Deed.EXISTS:
            continue
        item = live.objects.get(at.key) or live.left.get(at.key)
        now = version_of(item) if item is not None else None
        if now == at.version or (at.version is None and at.key.collection.kind == Kind.WORKFLOW):
            continue  # a workflow that has appeared is ours, or its creation will be refused
        how = "was made" if at.version is None else "is gone" if now is None else "has changed"
        raise UsageError(
            f"{at.key.title} {how} on the cluster since the plan was made",
            f"{_AGAIN}; if it is this plan that was stopped half way, add --resume",
        )


def deletions(before: Sequence[Seen], live: Live) -> Iterator[Change]:
    """What the plan deletes and is still there."""
    for at in before:
        if at.deed is Deed.DELETE and at.key in live.left:
            yield Change(Deed.DELETE, at.key, None, version=at.version or "", uid=at.uid)
