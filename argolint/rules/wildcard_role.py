"""See `rules/wildcard-role.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import Template, manifests
from argolint.model.build import mapping, mappings, sequence, text
from argolint.model.parts import body_of
from argolint.rules.api import finding, rule
from argolint.source import SourceFile, Span
from argolint.syntax import Document
from argolint.syntax.nodes import Scalar
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.rules.api import Finding, Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Mapping, Node

_KINDS = frozenset({"Role", "ClusterRole"})
_FIELDS = {"verbs": "every verb", "resources": "every resource", "apiGroups": "every API group"}


@rule(
    on=(Document, Template),
    group="security",
    severity=Severity.WARNING,
    since="0.1",
    default=False,
    needs=("resource",),
)
def wildcard_role(subject: Document | Template, cx: Context) -> Findings:
    """A Role grants everything of a sort, far more than a workflow needs."""
    if isinstance(subject, Document):
        for at, said in _wildcards(subject.root):
            yield _finding(Span(at.start, at.end), said)
        return
    body = body_of(subject, "resource")
    manifest = text(body, "manifest") if body is not None else None
    if manifest is None or "Role" not in manifest.text or "*" not in manifest.text:
        return
    from argolint.scripts.masking import masked
    from argolint.syntax import parse

    for document in parse(SourceFile("", masked(manifest.text).text)):
        for at, said in _wildcards(document.root):
            yield _finding(locate(cx.document.source, manifest, at.start, at.end), said)


def _wildcards(root: Node | None) -> Iterator[tuple[Scalar, str]]:
    for node, kind in manifests(root):
        if kind in _KINDS:
            metadata = mapping(node, "metadata")
            name = text(metadata, "name") if metadata is not None else None
            title = f"{kind} `{name.text}`" if name is not None else f"a {kind}"
            for granted in mappings(node, "rules"):
                yield from _in_rule(granted, title)


def _in_rule(granted: Mapping, title: str) -> Iterator[tuple[Scalar, str]]:
    for field, what in _FIELDS.items():
        listed = sequence(granted, field)
        for item in listed.items if listed is not None else ():
            if isinstance(item, Scalar) and item.text == "*":
                yield item, f"{title} grants {what}"


def _finding(span: Span, said: str) -> Finding:
    return finding(span, said, help="name what is needed; a workflow's pods need little")
