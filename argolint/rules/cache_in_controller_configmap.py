"""See `rules/cache-in-controller-configmap.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.config_maps import cache_name, find_config_map
from argolint.model import Template
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_OF_CONTROLLER = "workflow-controller-configmap"


@rule(on=Template, group="names", severity=Severity.WARNING, since="0.1", needs=("memoize",))
def cache_in_controller_configmap(template: Template, cx: Context) -> Findings:
    """Results are to be kept in the config map with the settings of Argo's controller."""
    name = cache_name(template)
    if name is None or name.text != _OF_CONTROLLER:
        return
    # One among the files says by its label what it is, and another rule looks at that.
    if find_config_map(name, template, cx.flow(template.owner)) is None:
        yield finding(
            name.span,
            f"`{name.text}` holds the settings of Argo's controller, and where it does Argo keeps no results in it",
            help="name a config map of its own: Argo makes it when the first result comes",
        )
