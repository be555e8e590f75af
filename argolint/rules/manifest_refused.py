"""See `rules/manifest-refused.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.manifest_structure import manifest_problems
from argolint.flow.masking import readable
from argolint.flow.resource_calls import ResourceCall
from argolint.rules.api import finding, rule
from argolint.schema.messages import wording
from argolint.schema.problems import InvalidChoice, MissingField

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=ResourceCall, group="schema", severity=Severity.WARNING, since="0.1")
def manifest_refused(call: ResourceCall, cx: Context) -> Findings:
    """A manifest lacks a field that its kind of object needs, or has a word that the field does not take."""
    for manifest, problem in manifest_problems(call, cx.flows.kubernetes):
        if isinstance(problem, InvalidChoice | MissingField):
            words = wording(problem)
            place = manifest.place(cx.document.source, words.span)
            yield finding(place, readable(words.message), help=words.help)
