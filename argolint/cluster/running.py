"""The two things to do with a plan and a cluster: to preview it, and to prepare its application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.cluster.comparing import Change, Deed, compare
from argolint.cluster.observing import observe, targets
from argolint.cluster.saved import deletions, need_same_cluster, need_same_objects, seen, with_observed

if TYPE_CHECKING:
    from collections.abc import Container

    from argolint.cluster.connection import Cluster
    from argolint.plan.document import Plan


def preview(plan: Plan, cluster: Cluster, *, prune: bool, force: bool = False, ask: bool = True) -> list[Change]:
    """What the plan would change; `ask` lets the server tell which fields, and what it refuses."""
    wanted = targets(plan.operations, cluster.namespace)
    live = observe(cluster, wanted, prune=prune, owner=plan.owner)
    return compare(cluster.api, wanted, live, force=force, ask=ask)


def prepared(plan: Plan, cluster: Cluster, begun: Container[str], *, prune: bool) -> tuple[Plan, list[Change]]:
    """The plan with what is observed, and its changes; one that was observed before must still fit the cluster."""
    if plan.observed is None:
        changes = preview(plan, cluster, prune=prune, ask=False)
        return with_observed(plan, cluster, changes), changes
    cluster = need_same_cluster(plan, cluster)
    wanted = targets(plan.operations, cluster.namespace)
    before = seen(plan)
    live = observe(cluster, wanted, prune=any(at.deed is Deed.DELETE for at in before), owner=plan.owner)
    need_same_objects(before, live, begun)
    changes = compare(cluster.api, wanted, live._replace(left={}), ask=False)
    return plan, [*changes, *deletions(before, live)]
