"""See `rules/manifest-without-name.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.resource_calls import ResourceCall
from argolint.model import head
from argolint.model.build import text
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.flow.resource_calls import ManifestObject
    from argolint.rules.api import Finding, Findings
    from argolint.rules.context import Context
    from argolint.source import SourceFile


@rule(on=ResourceCall, group="schema", since="0.1")
def manifest_without_name(call: ResourceCall, cx: Context) -> Findings:
    """The manifest of a resource template has no name that its action can work with."""
    if call.manifest is None or call.action is None or _finds_it_by_flags(call):
        return
    for at in call.objects:
        found = _missing(call.action, at, cx.document.source)
        if found is not None:
            yield found


def _finds_it_by_flags(call: ResourceCall) -> bool:
    if call.action == "patch":
        return bool(call.flags) or call.strategy == "json" or call.strategy is None
    return call.names_target


def _missing(action: str, at: ManifestObject, source: SourceFile) -> Finding | None:
    if not at.metadata_lacks("name") or at.lacks("kind"):
        return None
    metadata = at.metadata
    generated = text(metadata, "generateName") if metadata is not None else None
    if generated is not None:
        if action == "create":
            return None
        return finding(
            at.manifest.place(source, generated.span),
            f"`{action}` needs the name of the object, and `generateName` makes a new one",
            help="write `name`, or use the action `create`",
        )
    if action == "create" and not at.metadata_lacks("generateName"):
        return None
    entry = at.node.entries.get("metadata")
    span = entry.key.span if entry is not None else head(at.node)
    names = "`name` or `generateName`" if action == "create" else "`name`"
    said = f"{at.title} has no name"
    return finding(at.manifest.place(source, span), said, help=f"add {names} to its `metadata`")
