"""See `rules/invalid-affinity.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import OPEN
from argolint.expressions.whole_numbers import whole_number
from argolint.model import Template, WorkflowObject
from argolint.model.build import mapping, mappings, sequence, text, value
from argolint.model.views import head
from argolint.rules.api import Basis, finding, rule
from argolint.syntax.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_WITHOUT_VALUES = ("Exists", "DoesNotExist")
_ORDERED = ("Gt", "Lt")
_WITH_VALUES = ("In", "NotIn")
_WISHES = ("requiredDuringSchedulingIgnoredDuringExecution", "preferredDuringSchedulingIgnoredDuringExecution")


@rule(on=(WorkflowObject, Template), group="schema", since="0.1", needs=("affinity",), basis=Basis.MAP)
def invalid_affinity(subject: WorkflowObject | Template, cx: Context) -> Findings:
    """A requirement on nodes or pods has values that do not go with its operator."""
    holder = subject.node if isinstance(subject, Template) else subject.spec
    affinity = mapping(holder, "affinity") if holder is not None else None
    if affinity is None or cx.damaged(affinity):
        return
    for requirement in _requirements(affinity):
        yield from _judged(requirement)


def _requirements(affinity: Mapping) -> Iterator[Mapping]:
    """All requirements below, wherever a selector stands."""
    waiting = [entry.value for entry in affinity.entries.values()]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping):
            for field in ("matchExpressions", "matchFields"):
                yield from mappings(node, field)
            waiting.extend(entry.value for entry in node.entries.values())
        elif isinstance(node, Sequence):
            waiting.extend(node.items)


def _judged(requirement: Mapping) -> Findings:
    operator = text(requirement, "operator")
    given = value(requirement, "values")
    if operator is None or isinstance(given, Scalar):
        return
    listed = sequence(requirement, "values")
    values = listed.items if listed is not None else []
    word = operator.text
    if word in _WITHOUT_VALUES and values:
        help_ = f"take them away, or write `{'In' if word == 'Exists' else 'NotIn'}`"
        yield finding(requirement.entries["values"].key.span, f"the operator `{word}` takes no `values`", help=help_)
    elif word in _WITH_VALUES and not values:
        help_ = f"list them, or write `{'Exists' if word == 'In' else 'DoesNotExist'}`"
        yield finding(operator.span, f"the operator `{word}` needs `values`", help=help_)
    elif word in _ORDERED:
        first = values[0] if len(values) == 1 else None
        number = first.text if isinstance(first, Scalar) else None
        if number is None or (OPEN not in number and whole_number(number) is None):
            at = first.span if first is not None else head(requirement)
            yield finding(at, f"the operator `{word}` compares with one whole number", help='write `values: ["4"]`')
