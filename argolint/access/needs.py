"""The rights that a template needs to do its work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.access.resources import ARGO, Resource, resource_of
from argolint.flow.resource_calls import resource_call
from argolint.model.build import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.analysis import ObjectFlow
    from argolint.flow.resource_calls import ManifestObject, ResourceCall
    from argolint.model import Template
    from argolint.names import Workspace
    from argolint.schema.versions import Version

SERVER_SIDE: Final = "--server-side"

_WITHOUT_FALLBACK: Final = (3, 6)
"""Before this version the executor wrote to its own pod when it might not write its results."""
_NEUTRAL_FLAGS: Final = (
    "--cascade", "--field-manager", "--force-conflicts", "--grace-period", "--ignore-not-found",
    "--save-config", "--timeout", "--validate", "--wait", SERVER_SIDE,
)  # fmt: skip
VERBS: Final = {
    "create": ("create",),
    "apply": ("get", "create or patch"),
    "get": ("get",),
    "replace": ("update",),
    "patch": ("patch",),
    "delete": ("delete",),
}
_OR: Final = " or "


class Need(NamedTuple):
    """One of these verbs on a resource; the namespace is empty for the run's own, None where not known."""

    verbs: tuple[str, ...]
    resource: Resource
    namespace: str | None = ""
    name: str | None = None
    names_new: bool = False
    """Whether even the request that makes the object names it, as server-side apply does."""

    @property
    def title(self) -> str:
        """The resource as messages of the API server call it."""
        resource = self.resource
        main, slash, part = resource.plural.partition("/")
        return f"{main}.{resource.group}{slash}{part}" if resource.group else resource.plural


def reporting_needs(version: Version) -> tuple[Need, ...]:
    """What the executor in each pod needs to hand in its results."""
    if version < _WITHOUT_FALLBACK:
        return ()
    return executor_needs()


def executor_needs() -> tuple[Need, ...]:
    """What the executor is meant to have in every version, where it can do without or not."""
    results = _argo("workflowtaskresults")
    return tuple(Need((verb,), results) for verb in ("create", "patch"))


def agent_needs() -> tuple[Need, ...]:
    """What the agent needs that does the work of HTTP and plugin templates."""
    return Need(("watch",), _argo("workflowtasksets")), Need(("patch",), _argo("workflowtasksets/status"))


def collecting_needs() -> tuple[Need, ...]:
    """What the pods need that delete artifacts when their time is over."""
    tasks = "workflowartifactgctasks"
    return Need(("list",), _argo(tasks)), Need(("patch",), _argo(f"{tasks}/status"))


def resource_needs(template: Template, flow: ObjectFlow) -> Iterator[Need]:
    """What a resource template needs, as far as its manifest shows it."""
    call = resource_call(template, flow)
    if call is None or call.action is None or not all(at.text.startswith(_NEUTRAL_FLAGS) for at in call.flags):
        return
    for at in call.objects:
        if at.api_version is not None and at.kind is not None:
            yield from _needs(call, at, flow.flows.workspace)


def _needs(call: ResourceCall, at: ManifestObject, workspace: Workspace) -> Iterator[Need]:
    assert call.action is not None
    assert at.api_version is not None
    assert at.kind is not None
    resource = resource_of(at.api_version, at.kind, workspace)
    verbs = VERBS[call.action]
    server_side = any(flag.text.startswith(SERVER_SIDE) for flag in call.flags)
    if call.action == "apply" and server_side:
        verbs = ("patch",)
    reads_back = call.action in ("create", "replace", "patch") or server_side
    custom_replace = call.action == "replace" and not resource.built_in and resource.sure
    if custom_replace or (reads_back and "get" not in verbs and looks_again(call)):
        verbs = (*verbs, "get")
    for verb in verbs:
        yield Need(tuple(verb.split(_OR)), resource, at.namespace, at.name)


def looks_again(call: ResourceCall) -> bool:
    """Whether the executor reads the object after the work, for conditions or outputs."""
    if any(text(call.body, name) is not None for name in ("successCondition", "failureCondition")):
        return True
    sources = (at.value_from for at in call.template.outputs.parameters)
    return any(
        text(source, name) is not None for source in sources if source is not None for name in ("jsonPath", "jqFilter")
    )


def _argo(plural: str) -> Resource:
    return Resource(ARGO, plural, namespaced=True, sure=True, built_in=False)
