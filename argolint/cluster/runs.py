"""Runs on a cluster: found by name, submitted, and told to wait, to go on or to end."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from argolint.cluster.objects import Collection, Json, Key, version_of
from argolint.cluster.observing import need_namespace
from argolint.cluster.refusals import RefusalError
from argolint.nearest import closest
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from argolint.cluster.connection import Cluster

LATEST: Final = "@latest"
ENDED: Final = frozenset({"Succeeded", "Failed", "Error"})
SUBMISSION: Final = "argolint.dev/submission"
SUBMITTED_AT: Final = "argolint.dev/submitted-at"

_API: Final = "argoproj.io/v1alpha1"
_LETTERS: Final = "bcdfghjklmnpqrstvwxz2456789"
_SUFFIX: Final = 5
_LONGEST_NAME: Final = 63
_TRIES: Final = 5


def workflows(namespace: str) -> Collection:
    """The runs of a namespace; those of all with an empty one."""
    return Collection(_API, "Workflow", namespace)


def listed(cluster: Cluster, labels: str = "", *, everywhere: bool = False) -> list[Json]:
    """The runs of the namespace, or of all, the newest first."""
    where = workflows("" if everywhere else cluster.namespace)
    runs = newest_first(cluster.api.listed(where, metadata_only=False, labels=labels))
    if not runs and not everywhere:
        need_namespace(cluster, cluster.namespace)
    return runs


def newest_first(runs: Iterable[Json]) -> list[Json]:
    """Runs in the order of their creation, the last one first."""
    return sorted(runs, key=_age, reverse=True)


def found(cluster: Cluster, name: str) -> Json:
    """The run of a name, or the newest for `@latest`; raises `UsageError` where there is none."""
    if name == LATEST:
        names = list(cluster.api.listed(workflows(cluster.namespace), metadata_only=True))
        if not names:
            need_namespace(cluster, cluster.namespace)
            raise UsageError(f"there is no Workflow in namespace `{cluster.namespace}`")
        name = str(max(names, key=_age)["metadata"]["name"])
    try:
        return cluster.api.get(key(cluster, name).path)
    except RefusalError as no:
        if no.status != 404 or no.is_unknown_kind:
            raise
        need_namespace(cluster, cluster.namespace)
        raise UsageError(
            f"there is no Workflow `{name}` in namespace `{cluster.namespace}`", _meant(cluster, name)
        ) from None


def key(cluster: Cluster, name: str) -> Key:
    """Where the run of a name is kept."""
    return Key(workflows(cluster.namespace), name)


def key_of_run(run: Json) -> Key:
    """Where a run is kept."""
    return Key(workflows(str(run["metadata"]["namespace"])), str(run["metadata"]["name"]))


def _meant(cluster: Cluster, name: str) -> str | None:
    try:
        names = [
            str(at["metadata"]["name"]) for at in cluster.api.listed(workflows(cluster.namespace), metadata_only=True)
        ]
    except RefusalError:
        return None
    best = closest(name, names)
    return f"did you mean `{best}`?" if best is not None else "`argolint list` shows those that are there"


def _age(item: Json) -> tuple[str, str, str]:
    """Orders runs by their creation. The cluster keeps whole seconds: within one, those that argolint submitted come
    after all others, in the order in which that was, and then the name decides."""
    meta = item["metadata"]
    submitted = str((meta.get("annotations") or {}).get(SUBMITTED_AT, ""))
    return str(meta.get("creationTimestamp", "")), submitted, str(meta["name"])


def phase_of(run: Json) -> str:
    """The phase of a run; one that no controller has looked at is pending."""
    return str((run.get("status") or {}).get("phase") or "Pending")


def to_submit(cluster: Cluster, workflow: Json) -> Json:
    """A workflow with all that a run has at its start: a name, a namespace, and a mark of its own."""
    meta = dict(workflow.get("metadata") or {})
    prefix, mark = str(meta.pop("generateName", "") or ""), secrets.token_hex(8)
    if not meta.get("name"):
        ending = "".join(secrets.choice(_LETTERS) for _ in range(_SUFFIX))
        meta["name"] = prefix[: _LONGEST_NAME - _SUFFIX] + ending
    meta["labels"] = {**(meta.get("labels") or {}), SUBMISSION: mark}
    meta["annotations"] = {**(meta.get("annotations") or {}), SUBMITTED_AT: datetime.now(UTC).isoformat()}
    meta["namespace"] = meta.get("namespace") or cluster.namespace
    return {**workflow, "metadata": meta}


def submit(cluster: Cluster, workflow: Json) -> Json:
    """Start such a workflow and return it. Sent again after a lost answer, it is still started only once."""
    at = key_of_run(workflow)
    try:
        return cluster.api.create(at.collection.path, workflow)
    except RefusalError as no:
        if no.reason != "AlreadyExists":
            raise
        there = cluster.api.get(at.path)
        if (there["metadata"].get("labels") or {}).get(SUBMISSION) != workflow["metadata"]["labels"][SUBMISSION]:
            raise
        return there


def with_parameters(workflow: Json, parameters: Mapping[str, str]) -> Json:
    """A workflow with these values; raises `UsageError` for a parameter that it does not declare."""
    spec = dict(workflow.get("spec") or {})
    arguments = dict(spec.get("arguments") or {})
    declared = [dict(at) for at in arguments.get("parameters") or ()]
    names = [str(at.get("name")) for at in declared]
    for name, value in parameters.items():
        if name not in names:
            raise UsageError(f"the workflow has no parameter `{name}`", known(name, names))
        at = declared[names.index(name)]
        at.pop("valueFrom", None)
        at["value"] = value
    if declared:
        arguments["parameters"] = declared
    return {**workflow, "spec": {**spec, **({"arguments": arguments} if arguments else {})}}


def known(name: str, names: list[str]) -> str:
    """Which name may be meant by one that is unknown, or which there are."""
    best = closest(name, names)
    return f"did you mean `{best}`?" if best else f"it has {', '.join(f'`{at}`' for at in names) or 'none'}"


def suspend(cluster: Cluster, run: Json) -> Json:
    """Start no further node of a run."""
    return changed(cluster, run, lambda _: {"spec": {"suspend": True}})


def stop(cluster: Cluster, run: Json, *, now: bool) -> Json:
    """End a run: `now` without its exit handlers. The controller ends none that is suspended, so that is lifted."""
    return changed(cluster, run, lambda _: {"spec": {"shutdown": "Terminate" if now else "Stop", "suspend": None}})


def delete(cluster: Cluster, run: Json) -> None:
    """Delete a run; its pods go with it."""
    path = key(cluster, str(run["metadata"]["name"])).path
    for left in reversed(range(_TRIES)):
        try:
            cluster.api.delete(path, str(run["metadata"]["uid"]), version_of(run))
            return
        except RefusalError as no:
            if no.status == 404:
                return
            if no.status != 409 or not left:
                raise
        run = cluster.api.get(path)


def changed(cluster: Cluster, run: Json, change: Callable[[Json], Json]) -> Json:
    """The run with changes that were worked out of its newest state: the controller writes to it all the time."""
    path = key(cluster, str(run["metadata"]["name"])).path
    for left in reversed(range(_TRIES)):
        if phase_of(run) in ENDED:
            raise UsageError(f"Workflow {run['metadata']['name']} has ended: it is {phase_of(run)}")
        changes = {**change(run), "metadata": {"resourceVersion": version_of(run)}}
        try:
            return cluster.api.merge(path, changes)
        except RefusalError as no:
            if no.status != 409 or not left:
                raise
        run = cluster.api.get(path)
    raise AssertionError("unreachable")
