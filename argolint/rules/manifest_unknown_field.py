"""See `rules/manifest-unknown-field.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.manifest_structure import manifest_problems
from argolint.flow.masking import readable
from argolint.flow.resource_calls import ResourceCall
from argolint.nearest import Suggestion
from argolint.rules.api import Basis, finding, rule
from argolint.rules.wording import came_later
from argolint.schema.problems import UnknownField

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=ResourceCall, group="schema", severity=Severity.WARNING, since="0.1", basis=Basis.TAGS)
def manifest_unknown_field(call: ResourceCall, cx: Context) -> Findings:
    """A field in a manifest does not exist in that kind of object."""
    for manifest, problem in manifest_problems(call, cx.flows.kubernetes):
        if isinstance(problem, UnknownField):
            help_: str | None = Suggestion(problem.key.text, problem.nearest) if problem.nearest is not None else None
            if problem.other_versions is not None:
                help_ = came_later(problem.other_versions, problem.key.text)
            elif problem.belongs is not None:
                help_ = f"`{problem.key.text}` belongs {problem.belongs}"
            said = f"{readable(problem.owner)} has no field `{problem.key.text}`"
            yield finding(manifest.place(cx.document.source, problem.key.span), said, help=help_)
