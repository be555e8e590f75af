"""See `rules/several-manifest-objects.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.resource_calls import ResourceCall
from argolint.model import head
from argolint.model.build import flag
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=ResourceCall, group="schema", since="0.1")
def several_manifest_objects(call: ResourceCall, cx: Context) -> Findings:
    """The manifest of a resource template holds several objects, and Argo can follow only one."""
    if call.manifest is None or call.action is None:
        return
    objects = call.objects
    if len(objects) < 2 or any(at.lacks("kind") for at in objects):
        return
    owned = flag(call.body, "setOwnerReference") and len(call.manifest.documents) > 1
    if call.action == "delete" and not owned:
        return
    fate = (
        "`setOwnerReference` drops all documents after the first"
        if owned
        else "the step fails after kubectl has done its work on all"
    )
    yield finding(
        call.manifest.place(cx.document.source, head(objects[1].node)),
        f"the manifest of {call.template.title} holds {len(objects)} objects: {fate}",
        help="write a resource template for each object",
    )
