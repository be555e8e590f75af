"""How a resource template takes its outputs out of the object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model.build import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.model import Template
    from argolint.syntax.nodes import Scalar


def resource_outputs(template: Template, field: str) -> Iterator[Scalar]:
    """The texts of `valueFrom.jsonPath` or `valueFrom.jqFilter` in the outputs of a resource template."""
    if template.type == "resource":
        for output in template.outputs.parameters:
            found = text(output.value_from, field) if output.value_from is not None else None
            if found is not None:
                yield found
