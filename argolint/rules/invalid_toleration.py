"""See `rules/invalid-toleration.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import OPEN
from argolint.model import Template, WorkflowObject
from argolint.model.build import mapping, mappings, scalar, text
from argolint.model.views import head
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Mapping

_FIELD = "tolerations"


@rule(on=(WorkflowObject, Template), group="schema", since="0.1", needs=(_FIELD, "templateDefaults"))
def invalid_toleration(subject: WorkflowObject | Template, cx: Context) -> Findings:
    """A toleration has parts that do not go together, so the API server refuses the pod."""
    for node in _tolerations(subject):
        if cx.damaged(node):
            continue
        said = {name: text(node, name) for name in ("key", "operator", "value", "effect")}
        word = {name: at.text if at is not None else "" for name, at in said.items()}
        if any(OPEN in at for at in word.values()):
            continue
        if word["operator"] == "Exists" and word["value"]:
            yield finding(
                node.entries["value"].key.span,
                "a toleration with the operator `Exists` has a value",
                help="take `value` away, or write `operator: Equal`",
            )
        if not word["key"] and word["operator"] != "Exists":
            yield finding(head(node), "a toleration without a key must have the operator `Exists`", help="add `key`")
        if scalar(node, "tolerationSeconds") is not None and word["effect"] != "NoExecute":
            yield finding(
                node.entries["tolerationSeconds"].key.span,
                "only a toleration with the effect `NoExecute` can end after some seconds",
                help="write `effect: NoExecute`, or take `tolerationSeconds` away",
            )


def _tolerations(subject: WorkflowObject | Template) -> Iterator[Mapping]:
    if isinstance(subject, Template):
        yield from mappings(subject.node, _FIELD)
    elif subject.spec is not None:
        yield from mappings(subject.spec, _FIELD)
        defaults = mapping(subject.spec, "templateDefaults")
        if defaults is not None:
            yield from mappings(defaults, _FIELD)
