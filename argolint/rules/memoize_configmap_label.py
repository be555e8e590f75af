"""See `rules/memoize-configmap-label.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.config_maps import TYPE_LABEL, cache_name, config_map_type, find_config_map
from argolint.model import Template
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_CACHE = "Cache"


@rule(on=Template, group="names", since="0.1", needs=("memoize",))
def memoize_configmap_label(template: Template, cx: Context) -> Findings:
    """Results are to be kept in a config map that is not marked as a cache."""
    name = cache_name(template)
    if name is None:
        return
    found = find_config_map(name, template, cx.flow(template.owner))
    if found is not None and config_map_type(found) != _CACHE:
        where = found.name.span if found.name is not None else name.span
        yield finding(
            name.span,
            f"the ConfigMap `{name.text}` is not marked as a cache, so Argo does not use it",
            labels=[note(where, "this ConfigMap", found.document.source)],
            help=f"give it the label `{TYPE_LABEL}: {_CACHE}`",
        )
