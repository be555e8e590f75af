"""See `rules/owner-out-of-reach.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.resource_calls import ResourceCall
from argolint.model.build import flag, value
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.flow.resource_calls import ManifestObject
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=ResourceCall, group="types", severity=Severity.WARNING, since="0.1")
def owner_out_of_reach(call: ResourceCall, _cx: Context) -> Findings:
    """A workflow cannot own the object that a resource template makes, whatever `setOwnerReference` says."""
    if call.action in (None, "get", "delete") or not flag(call.body, "setOwnerReference"):
        return
    key = call.body.entries["setOwnerReference"].key.span
    if value(call.body, "manifestFrom") is not None:
        said = "`setOwnerReference` does nothing to a manifest that comes from an artifact"
        yield finding(key, said, help="write `ownerReferences` into the artifact, or take it away")
    for at in call.objects:
        said = _why(at, call.template.owner.namespace)
        if said:
            yield finding(key, f"{said}: the garbage collector may delete it at once", help="take it away")


def _why(at: ManifestObject, home: str) -> str:
    if at.api_version is None or at.kind is None:
        return ""
    from argolint.schema import kubernetes

    found = kubernetes.find(at.api_version, at.kind)
    if found is not None and not found.namespaced:
        return f"a workflow cannot own the {at.kind}, which lies outside of all namespaces"
    if home and at.namespace and "{{" not in home and at.namespace != home:
        return f"a workflow in namespace `{home}` cannot own an object in `{at.namespace}`"
    return ""
