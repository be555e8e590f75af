"""See `rules/realtime-metric.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Template
from argolint.model.build import flag, mapping, text
from argolint.model.parts import metrics_of
from argolint.rules.api import finding, rule
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


_KNOWN_AT_THE_END = "resourcesDuration."


@rule(on=Template, group="types", since="0.1", needs=("metrics",))
def realtime_metric(template: Template, cx: Context) -> Findings:
    """A realtime gauge reads `resourcesDuration`, which is known only once the template has ended."""
    for metric in metrics_of(template):
        gauge = mapping(metric, "gauge")
        read = text(gauge, "value") if gauge is not None and flag(gauge, "realtime") else None
        if read is None or _KNOWN_AT_THE_END not in cx.text(read, template) or not cx.examined(template):
            continue
        start = read.text.find(_KNOWN_AT_THE_END)
        width = len(_KNOWN_AT_THE_END) - 1
        yield finding(
            read.span if start < 0 else locate(cx.document.source, read, start, start + width),
            "a realtime gauge cannot read `resourcesDuration`, which is known only at the end",
            help="take `realtime` away, or measure `duration`",
        )
