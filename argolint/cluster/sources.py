"""What a cluster has to run: templates and CronWorkflows, made workflows as Argo makes them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from argolint.cluster.objects import Collection, Json, Key
from argolint.cluster.observing import need_namespace
from argolint.cluster.refusals import RefusalError
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection as Names

    from argolint.cluster.connection import Cluster

_API: Final = "argoproj.io/v1alpha1"
_DOMAIN: Final = "workflows.argoproj.io"
_INSTANCE: Final = f"{_DOMAIN}/controller-instanceid"
_SOURCES: Final = {
    "clusterworkflowtemplate": "ClusterWorkflowTemplate",
    "cronwf": "CronWorkflow",
    "cronworkflow": "CronWorkflow",
    "cwft": "ClusterWorkflowTemplate",
    "workflowtemplate": "WorkflowTemplate",
    "wftmpl": "WorkflowTemplate",
}


def from_source(cluster: Cluster, source: str, named: Names[str] = ()) -> Json:
    """The workflow that a `KIND/NAME` of the cluster is to run as; it declares those parameters that are `named`."""
    word, slash, name = source.partition("/")
    kind = _SOURCES.get(word.lower())
    if not slash or not name or kind is None:
        raise UsageError(f"`{source}` names nothing to run", "write workflowtemplate/NAME, cronwf/NAME or the like")
    item = _read(cluster, kind, name)
    if kind == "CronWorkflow":
        return _scheduled(item, _declared(cluster, item["spec"]["workflowSpec"], named))
    label = "cluster-workflow-template" if kind.startswith("Cluster") else "workflow-template"
    ref = {"name": name, **({"clusterScope": True} if kind.startswith("Cluster") else {})}
    meta = {"generateName": f"{name}-", "labels": {f"{_DOMAIN}/{label}": name}}
    spec = {"workflowTemplateRef": ref, "arguments": item.get("spec", {}).get("arguments") or {}}
    return {"apiVersion": _API, "kind": "Workflow", "metadata": meta, "spec": spec}


def _read(cluster: Cluster, kind: str, name: str) -> Json:
    where = Collection(_API, kind, "" if kind.startswith("Cluster") else cluster.namespace)
    try:
        return cluster.api.get(Key(where, name).path)
    except RefusalError as no:
        if no.status != 404 or no.is_unknown_kind:
            raise
        if where.namespace:
            need_namespace(cluster, where.namespace)
        inside = f" in namespace `{where.namespace}`" if where.namespace else ""
        raise UsageError(f"there is no {kind} `{name}`{inside}", "check its name and the namespace") from None


def _declared(cluster: Cluster, spec: Json, named: Names[str]) -> Json:
    """A spec that declares those parameters which the template declares that it runs."""
    arguments, ref = spec.get("arguments") or {}, spec.get("workflowTemplateRef")
    own = arguments.get("parameters") or []
    missing = set(named) - {str(at.get("name")) for at in own}
    if not missing or not ref:
        return spec
    kind = "ClusterWorkflowTemplate" if ref.get("clusterScope") else "WorkflowTemplate"
    theirs = (_read(cluster, kind, str(ref.get("name"))).get("spec") or {}).get("arguments") or {}
    found = [at for at in theirs.get("parameters") or () if at.get("name") in missing]
    return {**spec, "arguments": {**arguments, "parameters": [*own, *found]}}


def _scheduled(cron: Json, spec: Json) -> Json:
    """A run of a CronWorkflow at this moment, which goes when that goes."""
    meta, given = cron["metadata"], cron["spec"].get("workflowMetadata") or {}
    of_instance = {name: at for name, at in (meta.get("labels") or {}).items() if name == _INSTANCE}
    owner = {"apiVersion": _API, "kind": "CronWorkflow", "name": meta["name"], "uid": meta["uid"], "controller": True}
    moment = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    found: Json = {
        "generateName": f"{meta['name']}-",
        "labels": {**of_instance, f"{_DOMAIN}/cron-workflow": meta["name"], **(given.get("labels") or {})},
        "annotations": {f"{_DOMAIN}/scheduled-time": moment, **(given.get("annotations") or {})},
        "ownerReferences": [owner],
    }
    found |= {"finalizers": given["finalizers"]} if given.get("finalizers") else {}
    return {"apiVersion": _API, "kind": "Workflow", "metadata": found, "spec": spec}
