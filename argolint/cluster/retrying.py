"""Retries a run: which of its nodes run anew, which are opened again, and what becomes of its status."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.cluster.nodes import is_packed, nodes_of, packed
from argolint.cluster.runs import phase_of
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from argolint.cluster.objects import Json

_FAILED: Final = frozenset({"Failed", "Error"})
_WORKING: Final = frozenset({"Pod", "Container", "HTTP", "Plugin"})
_GROUPING: Final = frozenset({"StepGroup", "TaskGroup", "Retry"})
_CALLING: Final = frozenset({"Steps", "DAG"})
_EXPANDED: Final = frozenset({"StepGroup", "TaskGroup"})
_DONE_LABELS: Final = ("workflows.argoproj.io/completed", "workflows.argoproj.io/workflow-archiving-status")


class Retrial(NamedTuple):
    """The nodes of a run that run anew, and those above them, which are open until that is done."""

    anew: frozenset[str]
    opened: frozenset[str]


def retrial(run: Json, wanted: Callable[[Json], bool] | None, *, expand: bool = False) -> Retrial:
    """Which nodes are concerned when a run is retried: what failed and what followed from it.

    With `wanted` also the nodes that it means, though they succeeded. With `expand`, groups that are opened make their
    members anew, since other parameters may make others.
    """
    nodes = nodes_of(run)
    _need_ended(run, nodes, restarts=wanted is not None)
    chosen = {node_id for node_id, node in nodes.items() if wanted is not None and wanted(node)}
    if wanted is not None and not chosen:
        raise UsageError(f"no node of Workflow {run['metadata']['name']} is meant by the selector")
    end = {at for at, node in nodes.items() if str(node.get("name")).startswith(f"{run['metadata']['name']}.onExit")}
    failed = {node_id for node_id, node in nodes.items() if _is_to_mend(node_id, node, nodes, chosen)}
    starts = (chosen | failed) - end
    if not (starts or end & (chosen | failed)):
        raise UsageError(
            f"Workflow {run['metadata']['name']} has no failed node to retry: what followed each of them succeeded",
            "--restart-successful with --node-field-selector runs nodes again all the same",
        )
    parents = _parents(nodes)
    anew: set[str] = set()
    opened: set[str] = set()
    for node_id in starts:
        start = _pod_of(node_id, nodes, parents)
        anew |= _below(start, nodes)
        opened |= set(_above(start, nodes, parents))
    if expand:
        groups = {at for at in opened if nodes[at].get("type") in _EXPANDED}
        anew |= {below for at in groups for below in _below(at, nodes) - {at}}
    return Retrial(frozenset(anew | end), frozenset(opened - anew - end))


def _need_ended(run: Json, nodes: Mapping[str, Json], *, restarts: bool) -> None:
    name, phase = run["metadata"]["name"], phase_of(run)
    if phase == "Succeeded" and not restarts:
        raise UsageError(
            f"Workflow {name} has succeeded: there is nothing to retry",
            "--restart-successful with --node-field-selector runs some of its nodes again",
        )
    if phase not in (*_FAILED, "Succeeded"):
        raise UsageError(f"Workflow {name} has not ended: it is {phase}", "`argolint stop` ends it")
    if not nodes:
        raise UsageError(f"Workflow {name} failed before it had any node", "mend it and submit it anew")


def _is_to_mend(node_id: str, node: Json, nodes: Mapping[str, Json], chosen: set[str]) -> bool:
    """Whether a node failed, and nothing that came after it succeeded because of that."""
    if node.get("phase") not in _FAILED or node.get("type") not in _WORKING:
        return False
    retried = (node.get("nodeFlag") or {}).get("retried")
    start = next((at for at, above in nodes.items() if _retries(above, node_id)), node_id) if retried else node_id
    after = _below(start, nodes) - {start}
    return not any(nodes[at].get("phase") == "Succeeded" and at not in chosen for at in after)


def _retries(node: Json, child: str) -> bool:
    return node.get("type") == "Retry" and child in (node.get("children") or ())


def _parents(nodes: Mapping[str, Json]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node_id, node in nodes.items():
        for child in node.get("children") or ():
            found.setdefault(child, []).append(node_id)
    return found


def _below(start: str, nodes: Mapping[str, Json]) -> set[str]:
    """A node with all that runs inside it or after it."""
    found: set[str] = set()
    ahead = [start]
    while ahead:
        node_id = ahead.pop()
        if node_id not in found and node_id in nodes:
            found.add(node_id)
            ahead += nodes[node_id].get("children") or ()
    return found


def _pod_of(node_id: str, nodes: Mapping[str, Json], parents: Mapping[str, list[str]]) -> str:
    """The node itself; for a container of a set that of its pod, since a pod runs as a whole."""
    while nodes[node_id].get("type") == "Container":
        above = nodes[node_id].get("boundaryID") or next(iter(parents.get(node_id, ())), "")
        if above not in nodes:
            break
        node_id = str(above)
    return node_id


def _above(node_id: str, nodes: Mapping[str, Json], parents: Mapping[str, list[str]]) -> Iterator[str]:
    """What a node lies in: its attempts, its group, the node that called its template, and so on up."""
    seen: set[str] = set()
    while True:
        groups = [at for at in parents.get(node_id, ()) if nodes[at].get("type") in _GROUPING and at not in seen]
        callers = [at for at in parents.get(node_id, ()) if nodes[at].get("type") in _CALLING]
        above = str(next(iter(groups), "") or nodes[node_id].get("boundaryID") or next(iter(callers), ""))
        if above not in nodes or above in seen:
            return
        seen.add(above)
        yield above
        node_id = above


def retried(run: Json, concerned: Retrial, parameters: Mapping[str, str]) -> Json:
    """The run as the controller is to take it up again."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    nodes = {
        node_id: _left(_reopened(node, now) if node_id in concerned.opened else node, concerned.anew)
        for node_id, node in nodes_of(run).items()
        if node_id not in concerned.anew
    }
    meta = dict(run["metadata"])
    meta["labels"] = {name: at for name, at in (meta.get("labels") or {}).items() if name not in _DONE_LABELS}
    status = {name: at for name, at in run["status"].items() if name not in ("finishedAt", "message", "phase")}
    conditions = [at for at in status.get("conditions") or () if at.get("type") != "Completed"]
    status |= {"conditions": [*conditions, {"type": "Completed", "status": "False"}], "startedAt": now}
    status |= {"compressedNodes": packed(nodes)} if is_packed(run) else {"nodes": nodes}
    status.pop("persistentVolumeClaims", None)
    spec = _going(run["spec"], parameters)
    if status.get("storedWorkflowTemplateSpec"):
        status["storedWorkflowTemplateSpec"] = _going(status["storedWorkflowTemplateSpec"], parameters)
    return {**run, "metadata": meta, "spec": spec, "status": status}


def _reopened(node: Json, now: str) -> Json:
    """A node that goes on. One that was skipped stays so: nothing would ever end it."""
    found = {name: at for name, at in node.items() if name not in ("message", "finishedAt")}
    phase = "Skipped" if node.get("phase") == "Skipped" else "Running"
    return {**found, "phase": phase, "startedAt": now}


def _left(node: Json, gone: frozenset[str]) -> Json:
    """A node without those below it that run anew."""
    lists = {name: node[name] for name in ("children", "outboundNodes") if node.get(name)}
    return {**node, **{name: [at for at in ids if at not in gone] for name, ids in lists.items()}}


def _going(spec: Json, parameters: Mapping[str, str]) -> Json:
    """A spec that is not to end at once, with other values of its parameters."""
    found = {name: at for name, at in spec.items() if name != "shutdown"}
    if found.get("activeDeadlineSeconds") == 0:
        del found["activeDeadlineSeconds"]
    if parameters:
        arguments = found.get("arguments") or {}
        kept = [at for at in arguments.get("parameters") or () if at.get("name") not in parameters]
        given = [{"name": name, "value": value} for name, value in parameters.items()]
        found["arguments"] = {**arguments, "parameters": [*given, *kept]}
    return found
