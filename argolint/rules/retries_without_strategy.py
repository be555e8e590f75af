"""See `rules/retries-without-strategy.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.reads import Read
from argolint.model import Template
from argolint.model.build import mapping
from argolint.rules.api import finding, rule
from argolint.rules.wording import tag_span

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_NAMES = ("retries", "lastRetry.")
_STRATEGY = "retryStrategy"


@rule(on=Template, group="types", severity=Severity.WARNING, since="0.1")
def retries_without_strategy(template: Template, cx: Context) -> Findings:
    """A template reads how often it was tried, and is never tried again."""
    owner = template.owner
    if owner.is_template or owner.workflow_template_ref is not None or not template.is_leaf:
        return
    if not owner.document.tagged or _is_tried_again(template):
        return
    for read in cx.flow(owner).reads(template):
        if isinstance(read, Read) and (read.name == _NAMES[0] or read.name.startswith(_NAMES[1])):
            yield finding(
                tag_span(read, cx),
                f"`{{{{{read.tag.inner}}}}}` stays as text: {template.title} has no `{_STRATEGY}`",
                help=f"add one, such as `{_STRATEGY}: {{limit: 3}}`",
            )
            return


def _is_tried_again(template: Template) -> bool:
    spec = template.owner.spec
    defaults = mapping(spec, "templateDefaults") if spec is not None else None
    return any(node is not None and _STRATEGY in node.entries for node in (template.node, spec, defaults))
