"""See `rules/plugin-shape.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.rules.api import finding, rule
from argolint.schema.problems import PluginShape

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=PluginShape, group="schema", since="0.1")
def plugin_shape(problem: PluginShape, _cx: Context) -> Findings:
    """A plugin template does not name exactly one plugin."""
    what = "no plugin" if problem.length == 0 else f"{problem.length} plugins"
    yield finding(
        problem.node.span,
        f"`{problem.path}` names {what}, but must be a map of exactly one key",
        help="write the plugin's name with its settings below it; use one template for each plugin",
    )
