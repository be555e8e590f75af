"""See `rules/invalid-global-name.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import PLACEHOLDER, is_dynamic
from argolint.model import Template
from argolint.patterns import lazy_pattern
from argolint.rules.api import Basis, finding, rule

if TYPE_CHECKING:
    from argolint.model import Artifact, Parameter
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


_NAME = lazy_pattern(f"[-a-zA-Z0-9_{PLACEHOLDER}]+")
_PASSES_ALL = lazy_pattern(r"\{\{[-a-zA-Z0-9]+(?:\.[-a-zA-Z0-9_]+)*\}\}")
"""One such tag anywhere, and Argo takes the name whatever else it holds."""


@rule(on=Template, group="names", since="0.1", needs=("outputs",), basis=Basis.TEXT)
def invalid_global_name(template: Template, cx: Context) -> Findings:
    """The global name of an output is no name."""
    outputs: tuple[Parameter | Artifact, ...] = (*template.outputs.parameters, *template.outputs.artifacts)
    for output in outputs:
        name = output.global_name
        if name is None:
            continue
        filled = cx.text(name, template)
        if not filled or _NAME.fullmatch(filled) or _PASSES_ALL.search(filled) or is_dynamic(filled):
            continue
        if cx.examined(template):
            shown = filled.replace(PLACEHOLDER, "…")
            yield finding(name.span, f"`{shown}` is no global name", help="use letters, digits, `-` and `_` only")
