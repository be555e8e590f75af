"""See `rules/broken-manifest.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.manifests import manifest_fault, needs_manifest
from argolint.model import Template
from argolint.model.build import text
from argolint.model.parts import body_of
from argolint.rules.api import Basis, finding, rule
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Template, group="types", since="0.1", needs=("resource",), basis=Basis.TAGS)
def broken_manifest(template: Template, cx: Context) -> Findings:
    """The manifest of a resource template is no YAML."""
    body = body_of(template, "resource")
    manifest = text(body, "manifest") if body is not None else None
    flow = cx.flow(template.owner)
    if manifest is None or not needs_manifest(template, flow):
        return
    fault = manifest_fault(manifest, template, flow)
    if fault is not None and cx.examined(template):
        yield finding(
            locate(cx.document.source, manifest, fault.start, fault.end),
            f"the manifest of {template.title} is no YAML: {fault.reason}",
            help=fault.help,
        )
