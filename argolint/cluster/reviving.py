"""Makes the controller take up a run again that has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from argolint.cluster.nodes import nodes_of
from argolint.cluster.objects import version_of
from argolint.cluster.pods import collection, name_of, node_of, pod_name, scope
from argolint.cluster.refusals import RefusalError
from argolint.cluster.retrying import retrial, retried
from argolint.cluster.runs import key_of_run
from argolint.nearest import closest
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from argolint.cluster.connection import Cluster
    from argolint.cluster.objects import Json

_TRIES: Final = 5
_LOOKS: Final = 60
_PAUSE: Final = 0.5


def retry(
    cluster: Cluster,
    run: Json,
    wanted: Callable[[Json], bool] | None,
    parameters: Mapping[str, str],
    pause: Callable[[float], bool],
) -> Json:
    """Retry a run: its nodes that failed, and those that are wanted, go; their pods do first, for their names' sake."""
    _need_declared(run, parameters)
    path = key_of_run(run).path
    for left in reversed(range(_TRIES)):
        concerned = retrial(run, wanted, expand=bool(parameters))
        _delete_pods(cluster, run, concerned.anew, pause)
        changes = difference(run, retried(run, concerned, parameters))
        changes["metadata"] = {**changes.get("metadata", {}), "resourceVersion": version_of(run)}
        try:
            return cluster.api.merge(path, changes)
        except RefusalError as no:
            if no.status != 409 or not left:
                raise
        run = cluster.api.get(path)
    raise AssertionError("unreachable")


def _need_declared(run: Json, parameters: Mapping[str, str]) -> None:
    specs = (run.get("spec") or {}, (run.get("status") or {}).get("storedWorkflowTemplateSpec") or {})
    names = [str(at.get("name")) for spec in specs for at in (spec.get("arguments") or {}).get("parameters") or ()]
    for name in parameters:
        if name not in names:
            best = closest(name, names)
            known = ", ".join(f"`{at}`" for at in dict.fromkeys(names)) or "none"
            raise UsageError(
                f"Workflow {run['metadata']['name']} has no parameter `{name}`",
                f"did you mean `{best}`?" if best else f"it has {known}",
            )


def _delete_pods(cluster: Cluster, run: Json, ids: frozenset[str], pause: Callable[[float], bool]) -> None:
    """Delete the pods of nodes and wait until they are gone: a new pod may get the name of an old one."""
    nodes = nodes_of(run)
    names = {pod_name(run, nodes[at]) for at in ids if nodes[at].get("type") == "Pod"}
    asked: set[str] = set()
    for look in range(_LOOKS):
        left = [pod for pod in _pods(cluster, run) if name_of(pod) in names or node_of(pod) in ids]
        for pod in left:
            if name_of(pod) not in asked:
                asked.add(name_of(pod))
                _delete(cluster, f"{collection(run)}/{quote(name_of(pod), safe='')}", pod)
        if not left:
            return
        if not pause(_PAUSE if look else 0.0):
            break
    raise UsageError(
        f"pod {name_of(left[0])} does not go away, and Workflow {run['metadata']['name']} was not retried",
        "a finalizer or its kubelet may hold it; retry once it is gone",
    )


def _pods(cluster: Cluster, run: Json) -> Iterator[Json]:
    where = scope(run)
    for page in cluster.api.pages(where.path, where.selectors):
        yield from page.get("items") or ()


def _delete(cluster: Cluster, path: str, pod: Json) -> None:
    try:
        cluster.api.delete(path, str(pod["metadata"]["uid"]), "")
    except RefusalError as no:
        if no.status not in (404, 409):  # gone, or another one by now
            raise


def difference(before: Json, after: Json) -> Json:
    """The merge patch that makes one object of another."""
    found: dict[str, Any] = {name: None for name in before if name not in after}
    for name, value in after.items():
        old = before.get(name)
        if isinstance(value, dict) and isinstance(old, dict):
            inner = difference(old, value)
            if inner:
                found[name] = inner
        elif value != old or name not in before:
            found[name] = value
    return found
