"""See `rules/invalid-pod-spec-patch.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.merging import DIRECTIVE
from argolint.flow.patches import patch_problems, patches_of, read_patch
from argolint.model import Template, WorkflowObject, head
from argolint.model.build import mappings, value
from argolint.rules.api import finding, rule
from argolint.schema.messages import wording
from argolint.schema.problems import InvalidChoice, OutOfRange, WrongType
from argolint.source import Span

if TYPE_CHECKING:
    from argolint.flow.patches import Patch
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Mapping

_BY_NAME = ("containers", "initContainers", "volumes")


@rule(
    on=(WorkflowObject, Template), group="schema", since="0.1", needs=("podSpecPatch", "templateDefaults", "artifactGC")
)
def invalid_pod_spec_patch(subject: WorkflowObject | Template, cx: Context) -> Findings:
    """A patch for pods cannot be read, or puts a value where a pod has one of another type."""
    for scalar in patches_of(subject):
        if cx.damaged(scalar):
            continue
        patch = read_patch(scalar)
        if patch.fault is not None:
            fault = patch.fault
            at = patch.place(cx.document.source, Span(fault.start, fault.end))
            yield finding(at, f"this `podSpecPatch` cannot be applied: {fault.reason}", help=fault.help)
        yield from _values(patch, cx)
        if patch.root is not None:
            yield from _nameless(patch, patch.root, cx)


def _values(patch: Patch, cx: Context) -> Findings:
    for problem in patch_problems(patch, cx.flows.kubernetes):
        if isinstance(problem, WrongType):
            said = f"`{problem.path}` of a pod must be {problem.expected}, not {problem.found}"
            hidden = patch.hides(problem.node.span)
            if hidden:
                said = f"`{problem.path}` of a pod must be {problem.expected}, and in quotes this is a text"
            hint = problem.advice.hint if problem.advice is not None and not hidden else None
            yield finding(patch.place(cx.document.source, problem.node.span), said, help=hint)
        elif isinstance(problem, InvalidChoice | OutOfRange):
            words = wording(problem)
            yield finding(patch.place(cx.document.source, words.span), words.message, help=words.help)


def _nameless(patch: Patch, root: Mapping, cx: Context) -> Findings:
    for field in _BY_NAME:
        for item in mappings(root, field):
            if value(item, "name") is None and not any(_leaves_open(key, patch, item) for key in item.entries):
                yield finding(
                    patch.place(cx.document.source, head(item)),
                    f"an item of `{field}` has no `name`, by which a patch finds what it changes",
                    help="name the one to change; the container of a template is called `main`",
                )


def _leaves_open(key: str, patch: Patch, item: Mapping) -> bool:
    return key.startswith(DIRECTIVE) or patch.hides(item.entries[key].key.span)
