"""See `rules/value-normalized.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.globals import known_value
from argolint.model import Invocation, Template, WorkflowObject
from argolint.patterns import lazy_pattern
from argolint.rules.api import Basis, finding, rule
from argolint.syntax.nodes import PLAIN, Scalar

if TYPE_CHECKING:
    from argolint.model import Values
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_FIELDS = ("value", "default")
_LOSES = lazy_pattern(
    r"[0-9]+\.[0-9]*[1-9]0+|0[0-9_]+|[0-9]+[eE][0-9]+|[0-9]+(?:_[0-9]+)+"
    r"|[yYnN]|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF"
)
"""Versions that end in a zero, codes of digits, and the words that only YAML takes for truth values."""


@rule(
    on=(WorkflowObject, Template, Invocation), group="types", severity=Severity.WARNING, since="0.1", basis=Basis.TEXT
)
def value_normalized(subject: WorkflowObject | Template | Invocation, _cx: Context) -> Findings:
    """The value of a parameter is a number or a word that Argo writes anew, so that another text comes out."""
    for values in _values(subject):
        for parameter in values.parameters:
            for field in _FIELDS:
                node = parameter.node.get(field) if field in parameter.node.entries else None
                becomes = _becomes(node) if isinstance(node, Scalar) else None
                if node is not None and becomes is not None:
                    written = node.text if isinstance(node, Scalar) else ""
                    said = f"`{written}` without quotes becomes `{becomes}`"
                    yield finding(node.span, said, help=f'write `"{written}"`, or `{becomes}` if that is meant')


def _values(subject: WorkflowObject | Template | Invocation) -> tuple[Values, ...]:
    return (subject.inputs,) if isinstance(subject, Template) else (subject.arguments,)


def _becomes(node: Scalar) -> str | None:
    """What a scalar is written as, where somebody may have meant what stands there."""
    if node.style != PLAIN or not _LOSES.fullmatch(node.text):
        return None
    becomes = known_value(node)
    return becomes if becomes is not None and becomes != node.text else None
