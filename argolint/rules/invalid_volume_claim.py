"""See `rules/invalid-volume-claim.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.known import known_text
from argolint.kubernetes.amounts import amount
from argolint.kubernetes.names import is_dns_label
from argolint.model import WorkflowObject, head
from argolint.model.build import mapping, mappings, scalar, sequence, text, value
from argolint.model.parts import place
from argolint.rules.api import finding, rule
from argolint.syntax.nodes import Mapping

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=WorkflowObject, group="schema", severity=Severity.WARNING, since="0.1", needs=("volumeClaimTemplates",))
def invalid_volume_claim(item: WorkflowObject, cx: Context) -> Findings:
    """A volume claim template lacks what a claim needs: a name, an access mode and a size."""
    if item.spec is None or "volumeClaimTemplates" not in item.spec.entries:
        return
    for claim in mappings(item.spec, "volumeClaimTemplates"):
        if cx.damaged(claim):
            continue
        metadata, spec = mapping(claim, "metadata"), mapping(claim, "spec")
        name = text(metadata, "name") if metadata is not None else None
        known = known_text(name, None, cx.flow(item)) if name is not None else None
        if name is None and not cx.damaged(metadata):
            yield finding(
                head(claim),
                "this volume claim has no name",
                help="add `metadata.name`, which mounts refer to",
            )
        elif name is not None and known and not is_dns_label(known):
            help_ = "write at most 63 lower case letters, digits and `-`, a letter or digit first and last"
            yield finding(name.span, f"`{known}` is no name of a volume", help=help_)
        title = f"the volume claim `{name.text}`" if name is not None else "this volume claim"
        if spec is None:
            help_ = "add one with `accessModes` and `resources.requests.storage`"
            yield finding(place(name, claim), f"{title} has no `spec`", help=help_)
        elif not cx.damaged(spec):
            yield from _spec(spec, title, claim, item, cx)


def _spec(spec: Mapping, title: str, claim: Mapping, item: WorkflowObject, cx: Context) -> Findings:
    at = claim.entries["spec"].key.span
    modes = sequence(spec, "accessModes")
    if modes is None or not modes.items:
        yield finding(at, f"{title} has no access mode", help="add `accessModes: [ReadWriteOnce]`")
    resources = value(spec, "resources")
    requests = mapping(resources, "requests") if isinstance(resources, Mapping) else None
    size = scalar(requests, "storage") if requests is not None else None
    if size is None:
        yield finding(at, f"{title} does not say how much storage it wants", help="add `resources.requests.storage`")
        return
    known = known_text(size, None, cx.flow(item))
    number = amount(known) if known is not None else None
    if number is not None and number <= 0:
        yield finding(size.span, f"{title} wants `{known}` of storage", help="write a size above zero")
