"""See `rules/invalid-pod-gc.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.labels import is_label_key, is_label_value
from argolint.model import WorkflowObject, head
from argolint.model.build import mapping, mappings, scalar, sequence, text, value
from argolint.rules.api import finding, rule
from argolint.rules.wording import did_you_mean
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Callable

    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Mapping, Node


STRATEGIES = ("OnPodCompletion", "OnPodSuccess", "OnWorkflowCompletion", "OnWorkflowSuccess")
WITH_VALUES, WITHOUT_VALUES = ("In", "NotIn"), ("Exists", "DoesNotExist")
OPERATORS = WITH_VALUES + WITHOUT_VALUES


@rule(on=WorkflowObject, group="schema", since="0.1", needs=("podGC",))
def invalid_pod_gc(item: WorkflowObject, cx: Context) -> Findings:
    """`podGC` has an unknown strategy, or a label selector that selects nothing by its form."""
    block = mapping(item.spec, "podGC") if item.spec is not None else None
    if block is None:
        return
    strategy = text(block, "strategy")
    if strategy is not None and strategy.text not in STRATEGIES and not cx.damaged(strategy):
        otherwise = "known are " + ", ".join(f"`{known}`" for known in STRATEGIES)
        yield finding(
            strategy.span,
            f"`{strategy.text}` is no strategy of `podGC`",
            help=did_you_mean(strategy.text, STRATEGIES, otherwise),
        )
    selector = mapping(block, "labelSelector")
    if selector is not None:
        labels = mapping(selector, "matchLabels")
        for entry in labels.entries.values() if labels is not None else ():
            yield from _label(entry.key, is_label_key, "key")
            yield from _label(entry.value, is_label_value, "value")
        for expression in mappings(selector, "matchExpressions"):
            yield from _expression(expression, cx)


def _label(node: Node | None, fits: Callable[[str], bool], what: str) -> Findings:
    if isinstance(node, Scalar) and not fits(node.text):
        yield finding(
            node.span,
            f"`{node.text}` is no {what} of a label",
            help="write at most 63 letters, digits, `-`, `_` and `.`, a letter or digit first and last",
        )


def _expression(expression: Mapping, cx: Context) -> Findings:
    operator = scalar(expression, "operator")
    listed = sequence(expression, "values")
    values = listed.items if listed is not None else []
    yield from _label(scalar(expression, "key"), is_label_key, "key")
    for node in values:
        yield from _label(node, is_label_value, "value")
    for field in ("key", "operator"):
        if value(expression, field) is None and not cx.damaged(expression):
            yield finding(head(expression), f"this requirement has no `{field}`", help=f"add `{field}`")
    if operator is None or cx.damaged(operator):
        return
    if operator.text not in OPERATORS:
        known = ", ".join(f"`{name}`" for name in OPERATORS)
        yield finding(
            operator.span,
            f"`{operator.text}` is no operator of a label selector",
            help=did_you_mean(operator.text, OPERATORS, f"known are {known}"),
        )
    elif operator.text in WITH_VALUES and not values:
        message = f"the operator `{operator.text}` needs `values`"
        other = "Exists" if operator.text == "In" else "DoesNotExist"
        yield finding(operator.span, message, help=f"list them, or write `{other}`")
    elif operator.text in WITHOUT_VALUES and values:
        message = f"the operator `{operator.text}` takes no `values`"
        other = "In" if operator.text == "Exists" else "NotIn"
        yield finding(operator.span, message, help=f"take them away, or write `{other}`")
