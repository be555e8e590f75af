"""What a saved plan saw on the cluster, and whether that still holds."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from argolint.cluster.comparing import Change, Deed
from argolint.cluster.objects import Collection, Key, version_of
from argolint.project.errors import UsageError
from argolint.project.reading import read_file

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from argolint.cluster.connection import Cluster
    from argolint.cluster.observing import Live
    from argolint.plan.document import Plan

_AGAIN = "make the plan anew with `argolint plan -o`"


def with_observed(plan: Plan, cluster: Cluster, changes: Sequence[Change]) -> Plan:
    """The plan with what a comparison saw: deeds, and the version of each object, null for one that is not there."""
    return replace(
        plan,
        observed={
            "cluster": cluster.api.host,
            "namespace": cluster.namespace,
            "objects": [_seen(at) for at in changes],
        },
    )


def _seen(change: Change) -> dict[str, Any]:
    found = {
        "operation": change.operation.id if change.operation is not None else None,
        "deed": change.deed.value,
        "apiVersion": change.key.collection.api_version,
        "kind": change.key.collection.kind,
        "namespace": change.key.collection.namespace,
        "name": change.key.name,
        "resourceVersion": change.version or None,
    }
    return {**found, "uid": change.uid} if change.deed is Deed.DELETE else found


def need_same_inputs(plan: Plan, largest: int) -> None:
    """Refuse a plan whose files are no longer what they were."""
    for at in plan.inputs:
        data = read_file(at.file, largest)
        if not isinstance(data, bytes):
            raise UsageError(f"`{at.file}`, of which the plan was made, cannot be read", f"{_AGAIN}, or run it there")
        if sha256(data).hexdigest() != at.sha256:
            raise UsageError(f"`{at.file}` has changed since the plan was made", _AGAIN)


def need_same_cluster(plan: Plan, cluster: Cluster) -> Cluster:
    """The cluster with the namespace of the plan; refuse one that is not that of the plan."""
    seen = plan.observed
    if seen is None:
        return cluster
    if seen.get("cluster") != cluster.api.host:
        raise UsageError(f"the plan is for the cluster at {seen.get('cluster')}, not {cluster.api.host}", _AGAIN)
    return cluster._replace(namespace=str(seen.get("namespace") or cluster.namespace))


def need_same_objects(plan: Plan, live: Live, begun: Container[str]) -> None:
    """Refuse a plan when an object has changed since; those of operations that were `begun` changed by our own hand."""
    for change, version in _remembered(plan):
        name = change["operation"] or f"{Deed.DELETE} {_key(change).title}"
        if name in begun or change["deed"] == Deed.EXISTS:
            continue
        key = _key(change)
        item = live.objects.get(key) or next((at for other, at in live.left if other == key), None)
        now = version_of(item) if item is not None else None
        if now != version and not (version is None and key.collection.kind == "Workflow"):
            how = "was made" if version is None else "is gone" if now is None else "has changed"
            raise UsageError(f"{key.title} {how} on the cluster since the plan was made", _AGAIN)


def deletions(plan: Plan, live: Live) -> Iterator[Change]:
    """What the plan deletes and is still there."""
    present = dict(live.left)
    for change, version in _remembered(plan):
        if change["deed"] == Deed.DELETE and _key(change) in present:
            yield Change(Deed.DELETE, _key(change), None, version=str(version), uid=str(change.get("uid", "")))


def _remembered(plan: Plan) -> Iterator[tuple[Mapping[str, Any], str | None]]:
    for at in (plan.observed or {}).get("objects", ()):
        yield at, at["resourceVersion"]


def _key(seen: Mapping[str, Any]) -> Key:
    return Key(Collection(str(seen["apiVersion"]), str(seen["kind"]), str(seen["namespace"])), str(seen["name"]))
