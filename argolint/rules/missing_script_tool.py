"""See `rules/missing-script-tool.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.kubernetes.containers import CONTAINER_FIELDS
from argolint.model import Template
from argolint.rules.api import finding, rule
from argolint.scripts.programs import programs

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(
    on=Template, group="scripts", severity=Severity.INFO, since="0.1", default=False, once=True, needs=CONTAINER_FIELDS
)
def missing_script_tool(template: Template, _cx: Context) -> Findings:
    """A linter for the programs in the manifests is not installed, so nobody looks into them."""
    for program in programs(template):
        from argolint.scripts.remarks import TOOLS, tool

        name = TOOLS.get(program.family)
        if name is not None and tool(name) is None:
            yield finding(
                program.container.span,
                f"`{name}` is not installed, so {program.family} programs are not looked into",
                help="install `argolint[scripts]`",
            )
