"""See `rules/misplaced-template-field.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.model import Template
from argolint.model.build import is_null
from argolint.rules.api import Basis, finding, rule
from argolint.rules.mending import cut
from argolint.syntax.nodes import Scalar, Sequence

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Node


_CALLERS = frozenset({"steps", "dag"})
_AGENT = frozenset({"http", "plugin"})
_LEAVES = frozenset({"container", "containerSet", "script", "resource", "data"}) | _AGENT


class _Field(NamedTuple):
    name: str
    refused: frozenset[str]
    help: str
    at_every_call: bool
    """Whether Argo looks after it in inline templates beyond the first one, too."""


_FIELDS = (
    _Field("timeout", _CALLERS | {"suspend"}, "set it on the templates that do the work", True),
    _Field("pendingTimeout", _CALLERS | {"suspend"}, "set it on the templates that do the work", True),
    _Field("resourceClaims", _CALLERS | {"suspend"} | _AGENT, "set it on templates that run as pods", True),
    _Field(
        "activeDeadlineSeconds",
        _CALLERS,
        "set it on the templates that do the work",
        False,
    ),
    _Field("parallelism", _LEAVES | {"suspend"}, "set it on the steps or dag that calls it", False),
)


@rule(
    on=Template,
    group="schema",
    since="0.1",
    needs=("timeout", "pendingTimeout", "resourceClaims", "activeDeadlineSeconds", "parallelism"),
    basis=Basis.MAP,
)
def misplaced_template_field(template: Template, cx: Context) -> Findings:
    """A template sets a field that templates of its type cannot have."""
    entries = template.node.entries
    for field in _FIELDS:
        entry = entries.get(field.name)
        if entry is None or template.type not in field.refused or not _given(entry.value, template, cx):
            continue
        if cx.examined(template, at_every_call=field.at_every_call):
            said = f"a {template.type} template cannot have `{field.name}`"
            fix = cut(cx.document.source, template.node, entry.value, "it")
            yield finding(entry.key.span, said, help=field.help, fix=fix)


def _given(node: Node, template: Template, cx: Context) -> bool:
    if isinstance(node, Sequence):
        return bool(node.items)
    if isinstance(node, Scalar):
        empty_counts = template.type in _CALLERS and node is template.node.get("activeDeadlineSeconds")
        return not is_null(node) and (empty_counts or bool(cx.text(node, template)))
    return True
