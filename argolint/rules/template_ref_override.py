"""See `rules/template-ref-override.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import WorkflowObject
from argolint.model.build import is_null, mapping
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Entry

_GUARDED = (
    "artifactRepositoryRef", "automountServiceAccountToken", "dnsConfig", "dnsPolicy", "executor",
    "executorPlugins", "hostAliases", "hostNetwork", "imagePullSecrets", "podMetadata", "podSpecPatch",
    "schedulerName", "securityContext", "serviceAccountName", "templateDefaults", "volumeClaimTemplates",
    "volumes",
)  # fmt: skip
_GUARDED_IN_GC = ("podMetadata", "podSpecPatch", "serviceAccountName")


@rule(on=WorkflowObject, group="security", severity=Severity.WARNING, since="0.1", needs=("workflowTemplateRef",))
def template_ref_override(item: WorkflowObject, _cx: Context) -> Findings:
    """A run of a WorkflowTemplate changes the accounts or the pods that the template was approved with."""
    ref = item.workflow_template_ref
    if ref is None or item.is_template:
        return
    for entry in _overrides(item):
        yield finding(
            entry.key.span,
            f"`{entry.key.text}` beside `workflowTemplateRef` wins over what the template says or leaves open",
            labels=[note(ref.name.span, "the template that is run")] if ref.name is not None else [],
            help="set it in the template; a controller with `templateReferencing: Strict` refuses it here",
        )


def _overrides(item: WorkflowObject) -> Iterator[Entry]:
    spec = item.spec
    collection = mapping(spec, "artifactGC") if spec is not None else None
    for holder, fields in ((spec, _GUARDED), (collection, _GUARDED_IN_GC)):
        entries = holder.entries if holder is not None else {}
        for name in fields:
            if name in entries and not is_null(entries[name].value):
                yield entries[name]
