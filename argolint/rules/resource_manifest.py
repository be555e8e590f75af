"""See `rules/resource-manifest.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.manifests import needs_manifest
from argolint.model import Template
from argolint.model.build import text, value
from argolint.model.parts import body_of
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Template, group="schema", since="0.1", needs=("resource",))
def resource_manifest(template: Template, cx: Context) -> Findings:
    """A resource template that writes has no manifest, or two."""
    body = body_of(template, "resource")
    if body is None or not needs_manifest(template, cx.flow(template.owner)) or cx.damaged(body):
        return
    manifest = text(body, "manifest")
    written = manifest is not None and bool(cx.text(manifest, template))
    fetched = value(body, "manifestFrom") is not None
    if written is not fetched or not cx.examined(template):
        return
    if written:
        first, second = sorted(
            (body.entries[name].key for name in ("manifest", "manifestFrom")), key=lambda key: key.start
        )
        said = "a resource template cannot have both `manifest` and `manifestFrom`"
        yield finding(second.span, said, labels=[note(first.span, "the other one")], help="keep one of them")
    else:
        said = f"the resource of {template.title} has no manifest"
        help_ = "write it under `manifest`, or name its artifact under `manifestFrom`"
        yield finding(template.bodies[0].key.span, said, help=help_)
