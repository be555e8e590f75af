"""See `rules/metric-not-emitted.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.diagnostic import Severity
from argolint.expressions.tags import OPEN, scan
from argolint.model import Template, WorkflowObject
from argolint.model.build import flag, mapping, mappings, sequence, text
from argolint.model.parts import metrics_of, named, place
from argolint.patterns import lazy_pattern
from argolint.rules.api import finding, rule
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.source import Span
    from argolint.syntax.nodes import Mapping

_KINDS = ("counter", "gauge", "histogram")
_NAME = lazy_pattern(r"[a-zA-Z_][a-zA-Z0-9_]*")
_NUMBER = lazy_pattern(
    r"[-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[-+]?(?i:inf(?:inity)?|nan)|0[xX][\da-fA-F.]+(?:[pP][-+]?\d+)?"
)
_PLAIN_NUMBER = lazy_pattern(r"[-+]?[0-9]{1,18}(?:\.[0-9]{1,18})?")
_OUTPUTS = "outputs.parameters."
_ALONE = frozenset({"duration", "status", "exitCode"})
_REALTIME = ("duration", "workflow.duration")


class _Fault(NamedTuple):
    at: Span
    said: str
    help: str


@rule(on=(WorkflowObject, Template), group="types", severity=Severity.WARNING, since="0.1", needs=("metrics",))
def metric_not_emitted(subject: WorkflowObject | Template, cx: Context) -> Findings:
    """A metric has a name, a label or a value that Argo cannot record, so it reports an error and leaves it out."""
    for metric in metrics_of(subject):
        if cx.damaged(metric):
            continue
        # Those of templates are looked at when the workflow is submitted, and have rules of their own.
        faults = [*_names(metric)] if isinstance(subject, WorkflowObject) else []
        outside = _unknown_tags(metric, subject) if isinstance(subject, Template) else ()
        for fault in (*faults, *_values(metric), *outside):
            yield finding(fault.at, f"{fault.said}: Argo never emits the metric", help=fault.help)


def _names(metric: Mapping) -> Iterator[_Fault]:
    name = text(metric, "name")
    what = named("metric", name)
    allowed = "use letters, digits and `_`, and no digit in front"
    if name is None or not _may_be_name(name.text):
        yield _Fault(place(name, metric), f"{what} has no name that Prometheus takes", allowed)
    for label in mappings(metric, "labels"):
        key = text(label, "key")
        if key is not None and not _may_be_name(key.text):
            yield _Fault(key.span, f"{what} has a label `{key.text}`, which Prometheus refuses", allowed)
    help_ = text(metric, "help")
    if help_ is None or not help_.text:
        yield _Fault(place(name, metric), f"{what} has no help text", "say under `help` what it measures")


def _unknown_tags(metric: Mapping, template: Template) -> Iterator[_Fault]:
    """Tags in a value that nothing is put in for once the template is done."""
    made = {at.name.text for at in template.outputs.parameters if at.name is not None}
    for kind in _KINDS:
        measured = mapping(metric, kind)
        value = text(measured, "value") if measured is not None else None
        for tag in scan(value.text)[0] if value is not None else ():
            root, _, rest = tag.name.partition(".")
            output = tag.name.removeprefix(_OUTPUTS)
            is_missing = tag.name.startswith(_OUTPUTS) and output not in made and OPEN not in output
            if value is not None and not tag.is_expression and (is_missing or (root in _ALONE and rest)):
                said = f"{named('metric', text(metric, 'name'))} reads `{tag.name}`, which does not exist"
                known = "write `{{duration}}`, `{{status}}` or an output of the template"
                yield _Fault(value.span, said, known)


def _may_be_name(word: str) -> bool:
    return OPEN in word or _NAME.fullmatch(word) is not None


def _values(metric: Mapping) -> Iterator[_Fault]:
    what = named("metric", text(metric, "name"))
    for kind in _KINDS:
        measured = mapping(metric, kind)
        value = text(measured, "value") if measured is not None else None
        if measured is None or value is None or not value.text:
            continue
        if kind == "gauge" and flag(measured, "realtime"):
            tags = [tag for tag in scan(value.text)[0] if not tag.is_expression]
            if not (len(tags) == 1 and (tags[0].start, tags[0].end) == (0, len(value.text))):
                said = f"the realtime gauge of {what} is no variable alone"
                yield _Fault(value.span, said, "write `{{duration}}`, or take `realtime` away")
            elif tags[0].name not in _REALTIME and not tags[0].name.startswith("resourcesDuration."):
                said = f"the realtime gauge of {what} reads `{tags[0].name}`, which does not count on by itself"
                yield _Fault(value.span, said, "write `{{duration}}`, or take `realtime` away")
        elif OPEN not in value.text and not _NUMBER.fullmatch(value.text):
            yield _Fault(value.span, f"the value `{value.text}` of {what} is no number", "write a number in quotes")
        if kind == "histogram":
            yield from _buckets(measured, what)


def _buckets(measured: Mapping, what: str) -> Iterator[_Fault]:
    """Bounds that do not rise, which Prometheus refuses."""
    listed = sequence(measured, "buckets")
    nodes = [node for node in listed.items if isinstance(node, Scalar)] if listed is not None else []
    bounds = [float(node.text) if _PLAIN_NUMBER.fullmatch(node.text) else None for node in nodes]
    for node, bound, before in zip(nodes[1:], bounds[1:], bounds, strict=False):
        if bound is not None and before is not None and bound <= before:
            yield _Fault(node.span, f"the buckets of {what} do not rise", "list them from the smallest to the largest")
            return
