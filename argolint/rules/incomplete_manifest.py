"""See `rules/incomplete-manifest.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.masking import MARK
from argolint.flow.resource_calls import ResourceCall
from argolint.model import head
from argolint.rules.api import finding, rule
from argolint.syntax.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Node

_WHAT = {"apiVersion": "such as `v1` or `apps/v1`", "kind": "such as `ConfigMap`"}


@rule(on=ResourceCall, group="schema", since="0.1")
def incomplete_manifest(call: ResourceCall, cx: Context) -> Findings:
    """The manifest of a resource template does not say what kind of object it describes."""
    if call.manifest is None or call.action is None or _is_patch_alone(call):
        return
    place = call.manifest.place
    for root in call.manifest.roots:
        if not isinstance(root, Mapping) and not _is_tag(root) and call.action != "patch":
            said = f"the manifest of {call.template.title} is no object"
            yield finding(
                place(cx.document.source, head(root)),
                said,
                help="write a map with `apiVersion`, `kind` and `metadata`",
            )
    for at in call.objects:
        missing = [name for name in _WHAT if at.lacks(name)]
        if missing:
            listed = " and ".join(f"`{name}`" for name in missing)
            yield finding(
                place(cx.document.source, head(at.node)),
                f"{at.title} has no {listed}",
                help="; ".join(f"add `{name}`, {_WHAT[name]}" for name in missing),
            )


def _is_patch_alone(call: ResourceCall) -> bool:
    """Whether the manifest may be a mere patch, with flags that name what is patched."""
    return call.action == "patch" and (bool(call.flags) or call.strategy != "strategic")


def _is_tag(root: Node) -> bool:
    return isinstance(root, Scalar) and MARK in root.text
