"""See `rules/invalid-jq.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.masking import masked, readable
from argolint.flow.resource_outputs import resource_outputs
from argolint.model import Template
from argolint.rules.api import Basis, finding, rule
from argolint.syntax import locate

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Template, group="syntax", since="0.1", needs=("resource",), basis=Basis.TAGS)
def invalid_jq(template: Template, cx: Context) -> Findings:
    """A `jqFilter` does not parse, or uses what jq does not have."""
    for scalar in resource_outputs(template, "jqFilter"):
        from argolint.expressions.jq import parse  # few manifests hold a filter

        for problem in parse(masked(scalar.text), cx.version).problems:
            yield finding(
                locate(cx.document.source, scalar, problem.start, problem.end),
                f"`jqFilter` fails when it runs: {readable(problem.message)}",
                help=problem.help,
            )
