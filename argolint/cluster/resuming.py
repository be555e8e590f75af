"""Ends the steps of a run that wait for somebody: well, so that the run goes on, or badly."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from argolint.cluster.nodes import nodes_of, status_with
from argolint.cluster.runs import changed, known
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from argolint.cluster.connection import Cluster
    from argolint.cluster.objects import Json


def resume(
    cluster: Cluster, run: Json, wanted: Callable[[Json], bool] | None, outputs: Mapping[str, str], message: str
) -> Json:
    """Let a suspended run go on: all of it, or with `wanted` only its suspend nodes that are meant."""
    return changed(cluster, run, lambda now: _resumption(now, wanted, outputs, message))


def fail(cluster: Cluster, run: Json, wanted: Callable[[Json], bool], message: str) -> Json:
    """Let those suspend nodes of a run fail that are meant; what follows them is up to the run."""

    def failing(now: Json) -> Json:
        meant = _meant(now, wanted)
        if not meant:
            raise _nothing_meant(now)
        return {"status": status_with(now, {at: _closed(node, "Failed", message) for at, node in meant.items()})}

    return changed(cluster, run, failing)


def _resumption(run: Json, wanted: Callable[[Json], bool] | None, outputs: Mapping[str, str], message: str) -> Json:
    meant = _meant(run, wanted)
    suspended = bool((run.get("spec") or {}).get("suspend"))
    if not meant and (wanted is not None or not suspended or outputs):
        raise _nothing_meant(run)
    changes: Json = {"spec": {"suspend": None}} if wanted is None else {}
    if meant:
        ended = {at: _ended(node, outputs, message) for at, node in meant.items()}
        changes["status"] = {**status_with(run, ended), **_of_the_run(run, ended.values())}
    return changes


def _meant(run: Json, wanted: Callable[[Json], bool] | None) -> dict[str, Json]:
    return {at: node for at, node in nodes_of(run).items() if _waits(node) and (wanted is None or wanted(node))}


def _nothing_meant(run: Json) -> UsageError:
    waiting = ", ".join(f"`{node.get('displayName')}`" for node in _meant(run, None).values())
    name = run["metadata"]["name"]
    return UsageError(f"no node of Workflow {name} that waits is meant", f"waiting: {waiting or 'none'}")


def _waits(node: Json) -> bool:
    return node.get("type") == "Suspend" and node.get("phase") == "Running"


def _closed(node: Json, phase: str, message: str) -> Json:
    finished = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {**node, "phase": phase, "finishedAt": finished, **({"message": message} if message else {})}


def _ended(node: Json, outputs: Mapping[str, str], message: str) -> Json:
    given = (node.get("outputs") or {}).get("parameters") or ()
    names = [str(at.get("name")) for at in given]
    for name in outputs:
        if name not in names:
            raise UsageError(f"node `{node.get('displayName')}` has no output parameter `{name}`", known(name, names))
    ended = _closed(node, "Succeeded", message)
    if given:
        ended["outputs"] = {**node["outputs"], "parameters": [_output(at, outputs) for at in given]}
        open_ones = [str(at["name"]) for at in ended["outputs"]["parameters"] if "value" not in at]
        if open_ones:
            raise UsageError(
                f"node `{node.get('displayName')}` waits for output parameter `{open_ones[0]}`",
                f"give it with --output-parameter {open_ones[0]}=VALUE",
            )
    return ended


def _output(parameter: Json, outputs: Mapping[str, str]) -> Json:
    """An output that was supplied, or else its default."""
    source = parameter.get("valueFrom") or {}
    value: Any = outputs.get(str(parameter["name"]), parameter.get("value", source.get("default")))
    if value is None:
        return parameter
    return {**{name: at for name, at in parameter.items() if name != "valueFrom"}, "value": value}


def _of_the_run(run: Json, nodes: Iterable[Json]) -> Json:
    """The outputs of a run with those of nodes that have a global name; of suspend nodes nobody else collects them."""
    given = [at for node in nodes for at in (node.get("outputs") or {}).get("parameters") or () if at.get("globalName")]
    if not given:
        return {}
    outputs = (run.get("status") or {}).get("outputs") or {}
    parameters = {str(at["name"]): at for at in outputs.get("parameters") or ()}
    parameters |= {str(at["globalName"]): {"name": at["globalName"], "value": at["value"]} for at in given}
    return {"outputs": {**outputs, "parameters": list(parameters.values())}}
