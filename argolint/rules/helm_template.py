"""See `rules/helm-template.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import embedded, objects
from argolint.rules.api import finding, rule
from argolint.syntax.problems import BrokenYaml
from argolint.syntax.strangers import is_in_chart, is_strange

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=BrokenYaml, group="syntax", severity=Severity.INFO, since="0.1")
def helm_template(problem: BrokenYaml, cx: Context) -> Findings:
    """A template of a Helm chart is no manifest before it is rendered, so only what is certain in it is checked."""
    document = cx.document
    if not problem.chart or is_strange(document.text) or not is_in_chart(document.source.path):
        return
    template = document.template
    if template is not None and (objects(template.document) or any(embedded(template.document.root))):
        message = "this is a template of a Helm chart: without its values only what is certain in it is checked"
        yield finding(
            problem.span, message, help="check what it renders: `argolint check --helm`, if Helm is installed"
        )
    else:
        message = "this is a template of a Helm chart, and no manifest before it is rendered: it is not checked"
        yield finding(problem.span, message, help="check what it renders: `helm template … | argolint check -`")
