"""Texts that are certain before anything runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import OPEN, is_known

if TYPE_CHECKING:
    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Template
    from argolint.syntax.nodes import Scalar


def known_text(scalar: Scalar, template: Template | None, flow: ObjectFlow) -> str | None:
    """What a text surely comes to, or None where a part of it is known only when it runs."""
    if OPEN not in scalar.text:
        return scalar.text
    filled = flow.text(scalar, template)
    return filled if is_known(filled) else None
