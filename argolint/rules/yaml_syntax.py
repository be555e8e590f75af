"""See `rules/yaml-syntax.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.rules.api import finding, note, rule
from argolint.syntax.problems import BrokenYaml
from argolint.syntax.strangers import is_in_chart, is_strange

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=BrokenYaml, group="syntax", since="0.1")
def yaml_syntax(problem: BrokenYaml, cx: Context) -> Findings:
    """A document is no YAML, so Argo passes over it in silence."""
    document = cx.document
    if is_strange(document.text):
        return
    if problem.chart and is_in_chart(document.source.path):
        return
    labels = []
    if problem.context is not None and problem.context_span is not None:
        labels.append(note(problem.context_span, problem.context))
    yield finding(problem.span, problem.reason, labels=labels, help=problem.hint)
