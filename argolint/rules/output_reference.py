"""See `rules/output-reference.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.references import reference_fault
from argolint.model import Template
from argolint.model.build import text, value
from argolint.model.parts import named
from argolint.rules.api import Basis, finding, rule
from argolint.rules.wording import did_you_mean
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.model import Parameter
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Scalar


@rule(on=Template, group="names", since="0.1", needs=("outputs",), basis=Basis.NAMES)
def output_reference(template: Template, cx: Context) -> Findings:
    """An output of steps or a dag refers to what is not there when it is put together."""
    if template.type not in ("steps", "dag") or not template.calls():
        return
    for parameter in template.outputs.parameters:
        if parameter.value_from is not None and value(parameter.value_from, "default") is None:
            yield from _parameter(parameter, template, cx)
    for artifact in template.outputs.artifacts:
        if artifact.source is not None and artifact.from_expression is None and not artifact.optional:
            title = named("output artifact", artifact.name)
            yield from _reference(artifact.source, title, template, cx, artifact=True)


def _parameter(parameter: Parameter, template: Template, cx: Context) -> Findings:
    assert parameter.value_from is not None
    title = named("output parameter", parameter.name)
    reference = text(parameter.value_from, "parameter")
    if reference is not None:
        yield from _reference(reference, title, template, cx, artifact=False)


def _reference(scalar: Scalar, title: str, template: Template, cx: Context, *, artifact: bool) -> Findings:
    fault = reference_fault(scalar.text, template, cx.flow(template.owner), artifact=artifact)
    if fault is not None:
        reference = scalar.text[fault.start : fault.end]
        yield finding(
            locate(cx.document.source, scalar, fault.start, fault.end),
            f"{title} finds nothing when it runs: {fault.reason}",
            help=did_you_mean(reference, fault.candidates, fault.help),
        )
