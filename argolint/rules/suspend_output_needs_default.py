"""See `rules/suspend-output-needs-default.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import Template
from argolint.model.build import text, value
from argolint.model.parts import body_of, place_of
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.model import Parameter
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Template, group="types", severity=Severity.WARNING, since="0.1", needs=("suspend",))
def suspend_output_needs_default(template: Template, _cx: Context) -> Findings:
    """A wait that ends by itself has an output that only a person supplies, so it fails when nobody does."""
    body = body_of(template, "suspend")
    duration = text(body, "duration") if body is not None else None
    if duration is None:
        return
    for output in template.outputs.parameters:
        source = output.value_from
        if source is None or value(source, "supplied") is None or source.get("default") is not None:
            continue
        if output.value is None and not _has_default_input(template, output):
            yield finding(
                place_of(output),
                f"output `{output.name.text if output.name else ''}` of {template.title} has no value "
                "when the wait ends before somebody supplies one",
                labels=[note(duration.span, "it ends by itself")],
                help="add `default` beside `supplied`",
            )


def _has_default_input(template: Template, output: Parameter) -> bool:
    """Whether the default of an input of the same name stands in, as it does in newer versions of Argo."""
    same = template.inputs.parameter(output.name.text) if output.name is not None else None
    return same is not None and same.default is not None
