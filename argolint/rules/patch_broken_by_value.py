"""See `rules/patch-broken-by-value.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions.tags import OPEN
from argolint.flow.patches import filled_patch, patch_problems, patches_of, read_patch
from argolint.model import Template, WorkflowObject
from argolint.rules.api import finding, rule
from argolint.schema.problems import WrongType
from argolint.source import Span

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
    """What known values make of a patch, told at the tag or at what it breaks."""
    filled = filled_patch(patch.scalar, subject if isinstance(subject, Template) else None, cx.flow_of(subject))
    fault = filled.fault
    if fault is not None:
        at = filled.place(cx.document.source, Span(fault.start, fault.end))
        said = f"with the values put in, this `podSpecPatch` cannot be applied: {fault.reason}"
        yield finding(at, said, help=fault.help)
        return
    told = {problem.path for problem in patch_problems(patch, cx.flows.kubernetes) if isinstance(problem, WrongType)}
    for problem in patch_problems(filled, cx.flows.kubernetes) if filled is not patch else ():
        if isinstance(problem, WrongType) and problem.path not in told and not filled.hides(problem.node.span):
            said = f"with the values put in, `{problem.path}` of a pod must be {problem.expected}, not {problem.found}"
            help_ = problem.advice.hint if problem.advice is not None else None
            yield finding(filled.place(cx.document.source, problem.node.span), said, help=help_)
