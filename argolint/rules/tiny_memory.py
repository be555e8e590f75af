"""See `rules/tiny-memory.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.known import known_text
from argolint.kubernetes.amounts import amount
from argolint.kubernetes.containers import Container
from argolint.model.build import mapping, scalar
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_FIELDS = ("requests", "limits")
_NAMES = ("memory", "ephemeral-storage")
_LEAST = 2**20


@rule(on=Container, group="limits", severity=Severity.WARNING, since="0.1", needs=("resources",))
def tiny_memory(container: Container, cx: Context) -> Findings:
    """A container asks for less than a megabyte of memory, which is hardly meant."""
    resources = mapping(container.node, "resources")
    for field in _FIELDS if resources is not None else ():
        amounts = mapping(resources, field) if resources is not None else None
        for name in _NAMES:
            value = scalar(amounts, name) if amounts is not None else None
            text = known_text(value, container.template, cx.flow(container.owner)) if value is not None else None
            number = amount(text) if text is not None else None
            if value is not None and text is not None and number is not None and 0 < number < _LEAST:
                digits = text.rstrip("abcdefghijklmnopqrstuvwxyz")
                meant = f"{digits}Mi" if digits.isdigit() else "512Mi"
                said = f"`{text}` of `{name}` is less than a megabyte for {container.title}"
                yield finding(value.span, said, help=f"did you mean `{meant}`?")
