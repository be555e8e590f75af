"""See `rules/invalid-metric-name.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import OPEN, PLACEHOLDER, is_dynamic
from argolint.model import Template
from argolint.model.build import mappings, text
from argolint.model.parts import metrics_of, place
from argolint.patterns import lazy_pattern
from argolint.rules.api import Basis, finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Mapping


_NAME = lazy_pattern(r"[a-zA-Z_][a-zA-Z0-9_]*")
_NAME_UNTIL_3_5 = lazy_pattern(r"[a-zA-Z_:][a-zA-Z0-9_:]*")


@rule(on=Template, group="names", since="0.1", needs=("metrics",), basis=Basis.TEXT)
def invalid_metric_name(template: Template, cx: Context) -> Findings:
    """A metric or one of its labels has no name, or one that Prometheus refuses."""
    for metric in metrics_of(template):
        yield from _check("metric name", metric, "name", template, cx)
        for label in mappings(metric, "labels"):
            yield from _check("label key", label, "key", template, cx)


def _check(what: str, node: Mapping, field: str, template: Template, cx: Context) -> Findings:
    name = text(node, field)
    filled = cx.text(name, template) if name is not None else ""
    pattern = _NAME_UNTIL_3_5 if cx.version <= (3, 5) else _NAME
    if pattern.fullmatch(filled) or is_dynamic(filled) or cx.damaged(node) or not cx.examined(template):
        return
    help_ = "use letters, digits and `_`, and no digit in front"
    if not filled:
        said = f"a metric of {template.title} has no name" if field == "name" else "a label of a metric has no key"
    elif name is not None and (PLACEHOLDER in filled or OPEN in filled):
        said = f"the {what} `{name.text}` holds a tag that has no value before the run"
        help_ = "put it into the value of a label"
    else:
        said = f"the {what} `{filled}` has a character that Prometheus refuses"
    yield finding(place(name, node), said, help=help_)
