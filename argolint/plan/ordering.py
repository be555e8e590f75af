"""The operations for a linked workspace, in the order in which a cluster can take them."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Final

from argolint.model import Kind
from argolint.names import Resolved
from argolint.plan.data import object_data, source_of
from argolint.plan.operation import Operation, apply, canonical, submit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.analysis import Flows
    from argolint.model import WorkflowObject
    from argolint.plan.linking import Linked

_ORDER: Final = (Kind.CLUSTER_WORKFLOW_TEMPLATE, Kind.WORKFLOW_TEMPLATE, Kind.CRON_WORKFLOW, Kind.WORKFLOW)
_REASONS: Final = {
    Kind.CLUSTER_WORKFLOW_TEMPLATE: "workflows of all namespaces can call its templates",
    Kind.WORKFLOW_TEMPLATE: "workflows of its namespace can call its templates",
    Kind.CRON_WORKFLOW: "it starts workflows when their time has come",
    Kind.WORKFLOW: "it runs once",
}


def operations(linked: Linked) -> tuple[Operation, ...]:
    """What is to be done with each object, callees before their callers."""
    found: list[Operation] = []
    seen: dict[str, int] = {}
    for item in ordered(linked.objects(), linked.flows):
        data, source = object_data(item), source_of(item, linked.file_of(item))
        reason = _REASONS[item.kind]
        if item.kind is Kind.WORKFLOW:
            key = canonical(data)
            found.append(submit(data, source, reason, seen.get(key, 0)))
            seen[key] = seen.get(key, 0) + 1
        else:
            found.append(apply(data, source, reason))
    return tuple(found)


def ordered(items: list[WorkflowObject], flows: Flows) -> list[WorkflowObject]:
    """The objects by kind, and within a kind callees before callers; what is left to choose goes by name."""
    result: list[WorkflowObject] = []
    for kind in _ORDER:
        group = [item for item in items if item.kind is kind]
        if kind is not Kind.WORKFLOW:
            group.sort(key=lambda item: (item.namespace, item.name.text if item.name is not None else ""))
        by_id = {id(item): item for item in group}
        result += [by_id[key] for key in _callees_first(group, flows)]
    return result


def _callees_first(group: list[WorkflowObject], flows: Flows) -> list[int]:
    graph = {id(item): [id(at) for at in referenced(item, flows)] for item in group}
    try:
        return [key for key in TopologicalSorter(graph).static_order() if key in graph]
    except CycleError:  # objects may call each other; the cluster takes them in any order
        return list(graph)


def referenced(item: WorkflowObject, flows: Flows) -> Iterator[WorkflowObject]:
    """The other objects that an object's own text refers to, in order of place."""
    flow = flows.of(item)
    if flow.referenced_object is not None:
        yield flow.referenced_object
    for template in item.all_templates():
        for call in template.calls():
            targets = [flow.target(call), *(flow.hook_target(hook, template) for hook in call.hooks)]
            for target in targets:
                if isinstance(target, Resolved) and target.target.owner is not item:
                    yield target.target.owner
