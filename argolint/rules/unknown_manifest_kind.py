"""See `rules/unknown-manifest-kind.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.resource_calls import ResourceCall
from argolint.model.build import scalar
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=ResourceCall, group="schema", severity=Severity.WARNING, since="0.1")
def unknown_manifest_kind(call: ResourceCall, cx: Context) -> Findings:
    """A manifest is of a kind that Kubernetes does not have in a group of its own."""
    for at in call.objects:
        kind = scalar(at.node, "kind")
        if kind is None or at.api_version is None or at.kind is None:
            continue
        from argolint.schema.api_versions import mismatch

        wrong = mismatch(at.api_version, at.kind, cx.flows.kubernetes)
        if wrong is not None and wrong.about_kind:
            yield finding(at.manifest.place(cx.document.source, kind.span), wrong.reason, help=wrong.help)
