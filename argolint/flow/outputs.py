"""Where the value of an output parameter may come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model.build import text, value

if TYPE_CHECKING:
    from collections.abc import Callable

    from argolint.syntax.nodes import Mapping, Scalar

_TEXTS = ("path", "jqFilter", "jsonPath", "parameter", "expression")

FITTING = {
    "container": ("path",),
    "containerSet": ("path",),
    "script": ("path",),
    "resource": ("jqFilter", "jsonPath"),
    "steps": ("parameter", "expression"),
    "dag": ("parameter", "expression"),
}
"""The sources that a template of a type has; types that are not listed take any."""


def given(value_from: Mapping, filled: Callable[[Scalar], str]) -> list[Scalar]:
    """The keys of all sources that the `valueFrom` of an output names."""
    found = [
        value_from.entries[name].key
        for name in _TEXTS
        if (scalar := text(value_from, name)) is not None and filled(scalar)
    ]
    if value(value_from, "supplied") is not None:
        found.append(value_from.entries["supplied"].key)
    found.sort(key=lambda key: key.start)
    return found
