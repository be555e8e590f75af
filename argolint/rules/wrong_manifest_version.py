"""See `rules/wrong-manifest-version.md`."""

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
def wrong_manifest_version(call: ResourceCall, cx: Context) -> Findings:
    """A manifest names an `apiVersion` under which its kind does not exist, or no longer does."""
    for at in call.objects:
        version = scalar(at.node, "apiVersion")
        if version is None or at.api_version is None or at.kind is None:
            continue
        from argolint.schema.api_versions import mismatch

        wrong = mismatch(at.api_version, at.kind, cx.flows.kubernetes)
        if wrong is not None and not wrong.about_kind:
            yield finding(at.manifest.place(cx.document.source, version.span), wrong.reason, help=wrong.help)
