"""See `rules/http-output-never-set.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import Template
from argolint.model.parts import named, place_of
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Template, group="types", severity=Severity.WARNING, since="0.1", needs=("outputs",))
def http_output_never_set(template: Template, cx: Context) -> Findings:
    """An http template declares an output, but has none beside `outputs.result`."""
    if template.type != "http" or not cx.examined(template):
        return
    for what, found in (("parameter", template.outputs.parameters), ("artifact", template.outputs.artifacts)):
        for output in found:
            yield finding(
                place_of(output),
                f"{named(f'output {what}', output.name)} of {template.title} never gets a value",
                help="read `outputs.result`, the body of the answer; `jsonpath(…, '$.field')` takes a part of it",
            )
