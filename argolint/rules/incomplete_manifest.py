"""See `rules/incomplete-manifest.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.resource_calls import ResourceCall
from argolint.model import head
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_WHAT = {"apiVersion": "such as `v1` or `apps/v1`", "kind": "such as `ConfigMap`"}


@rule(on=ResourceCall, group="schema", since="0.1")
def incomplete_manifest(call: ResourceCall, cx: Context) -> Findings:
    """The manifest of a resource template lacks its `apiVersion` or its `kind`."""
    if call.manifest is None or call.action is None or call.is_patch_alone:
        return
    for at in call.objects:
        missing = [name for name in _WHAT if at.lacks(name)]
        if len(missing) == 1:
            (name,) = missing
            yield finding(
                call.manifest.place(cx.document.source, head(at.node)),
                f"{at.title} has no `{name}`",
                help=f"add `{name}`, {_WHAT[name]}",
            )
