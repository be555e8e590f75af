"""See `rules/jsonpath-without-braces.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.resource_outputs import resource_outputs
from argolint.model import Template
from argolint.rules.api import Basis, finding, rule
from argolint.rules.mending import instead
from argolint.syntax.nodes import FOLDED, LITERAL

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Template, group="types", severity=Severity.WARNING, since="0.1", needs=("resource",), basis=Basis.TEXT)
def jsonpath_without_braces(template: Template, _cx: Context) -> Findings:
    """A `jsonPath` has no braces, so the output is the path itself."""
    for scalar in resource_outputs(template, "jsonPath"):
        if "{" not in scalar.text:
            path = scalar.text.strip().removeprefix("$")
            better = f"'{{{path if path.startswith(('.', '[')) else '.' + path}}}'"
            fix = instead(scalar.span, better) if "'" not in path and scalar.style not in (LITERAL, FOLDED) else None
            yield finding(
                scalar.span,
                f"`jsonPath` holds no braces, so the output is the text `{scalar.text}` itself",
                help=f"write `{better}`",
                fix=fix,
            )
