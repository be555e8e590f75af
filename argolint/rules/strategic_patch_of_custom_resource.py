"""See `rules/strategic-patch-of-custom-resource.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.resource_calls import DEFAULT_STRATEGY, ResourceCall
from argolint.model.build import text
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_SERVED_OTHERWISE = (".openshift.io", ".metrics.k8s.io")
"""Groups that have servers of their own, which may know more than custom resources do."""


@rule(on=ResourceCall, group="types", since="0.1")
def strategic_patch_of_custom_resource(call: ResourceCall, _cx: Context) -> Findings:
    """A custom resource is patched strategically, which the API server can do with its own kinds only."""
    if call.action != "patch" or call.strategy != DEFAULT_STRATEGY:
        return
    from argolint.schema import kubernetes

    for at in call.objects:
        if at.api_version is None or at.kind is None:
            continue
        group = kubernetes.group_of(at.api_version)
        if group in kubernetes.groups() or f".{group}".endswith(_SERVED_OTHERWISE):
            continue
        strategy = text(call.body, "mergeStrategy")
        action = text(call.body, "action")
        place = strategy or action
        assert place is not None
        yield finding(
            place.span,
            f"{at.kind} is a custom resource, and the API server takes no strategic patch of those",
            help="set `mergeStrategy: merge`",
        )
