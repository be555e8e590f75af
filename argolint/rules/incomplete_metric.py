"""See `rules/incomplete-metric.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Template
from argolint.model.build import mapping, text
from argolint.model.parts import metrics_of, named, place
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Mapping


_KINDS = ("counter", "gauge", "histogram")


@rule(on=Template, group="schema", since="0.1", needs=("metrics",))
def incomplete_metric(template: Template, cx: Context) -> Findings:
    """A metric has no help text, or its counter, gauge or histogram no value."""
    for metric in metrics_of(template):
        name = text(metric, "name")
        if _empty(metric, "help", template, cx) and cx.examined(template):
            said = f"{named('metric', name)} has no help text"
            yield finding(place(name, metric), said, help="say under `help` what it measures")
        for kind in _KINDS:
            measured = mapping(metric, kind)
            if measured is not None and _empty(measured, "value", template, cx) and cx.examined(template):
                said = f"the {kind} of {named('metric', name)} has no value"
                yield finding(metric.entries[kind].key.span, said, help="say under `value` what it counts")


def _empty(node: Mapping, field: str, template: Template, cx: Context) -> bool:
    scalar = text(node, field)
    return (scalar is None or not cx.text(scalar, template)) and not cx.damaged(node)
