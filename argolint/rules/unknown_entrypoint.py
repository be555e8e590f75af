"""See `rules/unknown-entrypoint.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import OPEN
from argolint.model import WorkflowObject
from argolint.names import MissingTemplate
from argolint.rules.api import Basis, finding, note, rule
from argolint.rules.wording import template_help

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=WorkflowObject, group="names", since="0.1", needs=("entrypoint", "onExit"), basis=Basis.NAMES)
def unknown_entrypoint(item: WorkflowObject, cx: Context) -> Findings:
    """The `entrypoint` or `onExit` of an object names no template."""
    owner = item if item.workflow_template_ref is None else cx.flow(item).referenced_object
    if owner is None or owner.spec is None or cx.damaged(owner.spec.get("templates")):
        return
    if owner is not item and owner.workflow_template_ref is not None:
        return
    if any(template.name is None for template in owner.templates):
        return
    for field, name in (("entrypoint", item.entrypoint), ("onExit", item.on_exit)):
        if name is None or cx.damaged(name) or owner.template(name.text) is not None:
            continue
        if owner is item or OPEN not in name.text or cx.version < (3, 6):
            missing = MissingTemplate(name.text, owner)
            yield finding(
                name.span,
                f"`{field}` is no template: {owner.title} has no `{name.text}`",
                labels=[note(owner.span, "referred to", owner.document.source)] if owner is not item else [],
                help=_NO_TAG if OPEN in name.text else template_help(missing, cx),
            )


_NO_TAG = "no tag is filled in here: write the name of a template"
