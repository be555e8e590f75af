"""See `rules/duplicate-volume.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.comparing import comparable
from argolint.kubernetes.volumes import ADDED_ALWAYS, template_volumes
from argolint.model import Template
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Scalar


@rule(on=Template, group="names", since="0.1", needs=("volumes",))
def duplicate_volume(template: Template, cx: Context) -> Findings:
    """A volume of a template has the name of another one, or of one that Argo adds."""
    if "volumes" not in template.node.entries or not template.is_pod:
        return
    flow = cx.flow(template.owner)
    first: dict[str, Scalar] = {}
    for name in template_volumes(template):
        if name.text in ADDED_ALWAYS:
            yield finding(name.span, f"Argo adds a volume `{name.text}` to each pod itself", help="rename this one")
        before = first.setdefault(comparable(name, template, flow), name)
        if before is not name:
            yield finding(
                name.span,
                f"{template.title} has two volumes `{name.text}`",
                labels=[note(before.span, "the first one")],
                help="rename one of them, or take it away",
            )
