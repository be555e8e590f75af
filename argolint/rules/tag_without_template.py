"""See `rules/tag-without-template.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.reads import plain_tags
from argolint.model import WorkflowObject
from argolint.rules.api import finding, rule
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

# Fields that are read before any template; what pods have is filled in later, with the inputs of their template.
_FIELDS = ("synchronization", "volumeClaimTemplates", "artifactRepositoryRef", "workflowMetadata")
_OF_TEMPLATES = ("inputs.", "outputs.", "steps.", "tasks.", "item.", "pod.")


@rule(on=WorkflowObject, group="names", severity=Severity.WARNING, since="0.1", needs=_FIELDS)
def tag_without_template(item: WorkflowObject, cx: Context) -> Findings:
    """A field of a whole workflow reads what only its templates, steps and tasks know."""
    if item.spec is None or not cx.document.tagged:
        return
    for field in _FIELDS:
        entry = item.spec.entries.get(field)
        for scalar, tag in plain_tags(entry.value) if entry is not None else ():
            if tag.name.startswith(_OF_TEMPLATES) or tag.name == "item":
                yield finding(
                    locate(cx.document.source, scalar, tag.name_start, tag.name_start + len(tag.name)),
                    f"`{{{{{tag.inner}}}}}` has no value in `spec.{field}`, which belongs to no template",
                    help="read a `workflow.…` variable, such as `{{workflow.parameters.NAME}}`",
                )
