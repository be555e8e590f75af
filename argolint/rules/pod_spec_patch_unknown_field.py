"""See `rules/pod-spec-patch-unknown-field.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.patches import patch_problems, patches_of, read_patch
from argolint.model import Template, WorkflowObject
from argolint.nearest import Suggestion
from argolint.rules.api import finding, rule
from argolint.rules.wording import came_later
from argolint.schema.problems import UnknownField

if TYPE_CHECKING:
    from argolint.flow.patches import Patch
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_OF_PODS = {"metadata": "write labels and annotations under `podMetadata` of the spec, or `metadata` of the template"}
_WRAPPER = "spec"


@rule(
    on=(WorkflowObject, Template),
    group="schema",
    severity=Severity.WARNING,
    since="0.1",
    needs=("podSpecPatch", "templateDefaults", "artifactGC"),
)
def pod_spec_patch_unknown_field(subject: WorkflowObject | Template, cx: Context) -> Findings:
    """A patch for pods sets a field that a pod's spec does not have, and Argo drops it in silence."""
    for scalar in patches_of(subject):
        if not cx.damaged(scalar):
            patch = read_patch(scalar)
            for problem in patch_problems(patch, cx.flows.kubernetes):
                if isinstance(problem, UnknownField):
                    said = f"a pod's spec has no field `{problem.key.text}` here, so this has no effect"
                    yield finding(patch.place(cx.document.source, problem.key.span), said, help=_help(problem, patch))


def _help(problem: UnknownField, patch: Patch) -> str | None:
    name = problem.key.text
    if problem.mapping is patch.root:
        if name in _OF_PODS:
            return _OF_PODS[name]
        if name == _WRAPPER:
            return "take `spec:` away: a patch begins with the fields that stand below it"
    if problem.other_versions is not None:
        return came_later(problem.other_versions, name)
    if problem.belongs is not None:
        return f"`{name}` belongs {problem.belongs}"
    return Suggestion(name, problem.nearest) if problem.nearest is not None else None
