"""See `rules/manifest-wrong-type.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.manifest_structure import manifest_problems
from argolint.flow.resource_calls import ResourceCall
from argolint.rules.api import Basis, finding, rule
from argolint.schema.problems import WrongType
from argolint.schema.words import quoted

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_UNQUOTE = "take the quotes away, so that the value of the tag decides what it is"


@rule(on=ResourceCall, group="schema", since="0.1", basis=Basis.TAGS)
def manifest_wrong_type(call: ResourceCall, cx: Context) -> Findings:
    """A value in a manifest is of another type than its field in that kind of object takes."""
    for manifest, problem in manifest_problems(call, cx.flows.kubernetes):
        if not isinstance(problem, WrongType):
            continue
        span = problem.node.span
        hidden = manifest.hides(span)
        found = f"the text {quoted(manifest.written(span))}" if hidden else problem.found
        advice = problem.advice.hint if problem.advice is not None else None
        yield finding(
            manifest.place(cx.document.source, span),
            f"`{problem.path}` must be {problem.expected}, not {found}",
            help=_UNQUOTE if hidden else advice,
        )
