"""See `rules/patch-broken-by-value.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions.tags import OPEN, is_known, scan
from argolint.flow.patches import Fault, filled_problems, patch_problems, patches_of, read_patch
from argolint.model import Template, WorkflowObject
from argolint.rules.api import finding, rule
from argolint.schema.problems import WrongType
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.flow.patches import Patch
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(
    on=(WorkflowObject, Template),
    group="types",
    severity=Severity.WARNING,
    since="0.1",
    needs=("podSpecPatch", "templateDefaults", "artifactGC"),
)
def patch_broken_by_value(subject: WorkflowObject | Template, cx: Context) -> Findings:
    """A patch for pods that is fine as text cannot be applied with the values that its tags have."""
    for scalar in patches_of(subject):
        if OPEN in scalar.text and not cx.damaged(scalar):
            patch = read_patch(scalar)
            if patch.fault is None:
                yield from _filled(patch, subject, cx)


def _filled(patch: Patch, subject: WorkflowObject | Template, cx: Context) -> Findings:
    """What known values make of a patch; the finding stands at the first tag, since the text around it may be fine."""
    template = subject if isinstance(subject, Template) else None
    filled = cx.flow_of(subject).text(patch.scalar, template)
    tags = scan(patch.scalar.text)[0]
    if not tags or not is_known(filled):
        return
    at = locate(cx.document.source, patch.scalar, tags[0].start, tags[0].end)
    problems = filled_problems(filled, cx.flows.kubernetes)
    if isinstance(problems, Fault):
        said = f"with the values put in, this `podSpecPatch` cannot be applied: {problems.reason}"
        yield finding(at, said, help=problems.help)
        return
    told = {problem.path for problem in patch_problems(patch, cx.flows.kubernetes) if isinstance(problem, WrongType)}
    for problem in problems:
        if problem.path not in told:
            said = f"with the values put in, `{problem.path}` of a pod must be {problem.expected}, not {problem.found}"
            yield finding(at, said, help=problem.advice.hint if problem.advice is not None else None)
