"""Selectors of nodes, such as `displayName=approve,phase!=Failed`, read as Kubernetes reads those of fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from argolint.cluster.objects import Json

_FIELDS: Final = (
    "displayName",
    "id",
    "name",
    "phase",
    "templateName",
    "templateRef.name",
    "templateRef.template",
)
_INPUT: Final = "inputs.parameters."
_VALUE: Final = ".value"
_PART: Final = re.compile(r"(?:[^\\,]|\\.)+", re.DOTALL)
"""What stands between commas that no backslash protects."""
_OPERATOR: Final = re.compile(r"!=|==?")
_ESCAPED: Final = re.compile(r"\\([\\,=])")


def selector(text: str) -> Callable[[Json], bool]:
    """Which nodes a selector means; all its parts must hold."""
    wanted = [_part(part) for part in map(str.strip, _PART.findall(text)) if part]
    if not wanted:
        raise UsageError("the node selector is empty", "write such as displayName=approve")
    return lambda node: all((_value(node, field) == value) is equal for field, equal, value in wanted)


def _part(text: str) -> tuple[str, bool, str]:
    """The field that a part is about, whether it must be equal, and to what."""
    found = _OPERATOR.search(text)
    field = text[: found.start()] if found is not None else text
    if found is None or not (field in _FIELDS or (field.startswith(_INPUT) and field.endswith(_VALUE))):
        raise UsageError(f"`{text}` selects no nodes", f"the fields are {', '.join(_FIELDS)}, {_INPUT}NAME{_VALUE}")
    return field, found[0] != "!=", _ESCAPED.sub(r"\1", text[found.end() :])


def _value(node: Json, field: str) -> str:
    if field.startswith(_INPUT):
        name = field.removeprefix(_INPUT).removesuffix(_VALUE)
        given = (node.get("inputs") or {}).get("parameters") or ()
        return next((str(at.get("value", "")) for at in given if at.get("name") == name), "")
    if field == "templateName" and node.get("templateRef"):
        field = "templateRef.template"  # which of the two a node has depends on how it was called
    first, dot, rest = field.partition(".")
    found = node.get(first)
    return str(((found or {}).get(rest) if dot else found) or "")
