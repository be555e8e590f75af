"""See `rules/manifest-without-kind.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.masking import MARK
from argolint.flow.resource_calls import ResourceCall
from argolint.model import head
from argolint.rules.api import finding, rule
from argolint.syntax.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Node


@rule(on=ResourceCall, group="schema", severity=Severity.WARNING, since="0.1")
def manifest_without_kind(call: ResourceCall, cx: Context) -> Findings:
    """The manifest of a resource template does not look like an object of Kubernetes."""
    if call.manifest is None or call.action is None or call.is_patch_alone:
        return
    for node, what in _strangers(call):
        yield finding(
            call.manifest.place(cx.document.source, head(node)),
            f"{what} is no object that kubectl takes",
            help="write a map with `apiVersion`, `kind` and `metadata`",
        )


def _strangers(call: ResourceCall) -> Iterator[tuple[Node, str]]:
    for root in call.manifest.roots if call.manifest is not None else ():
        is_tag = isinstance(root, Scalar) and MARK in root.text
        if not isinstance(root, Mapping) and not is_tag and call.action != "patch":
            yield root, f"the manifest of {call.template.title}"
    for at in call.objects:
        if at.lacks("apiVersion") and at.lacks("kind"):
            yield at.node, f"the manifest of {call.template.title}, without `apiVersion` and `kind`,"
