"""Texts to compare with each other where some of them are known only when they run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import DYNAMIC, PLACEHOLDER

if TYPE_CHECKING:
    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Template
    from argolint.syntax.nodes import Scalar


def comparable(scalar: Scalar, template: Template, flow: ObjectFlow) -> str:
    """What a text comes to, or how it is written where that is not known: equal tags have equal values."""
    filled = flow.text(scalar, template)
    return scalar.text if PLACEHOLDER in filled or DYNAMIC in filled else filled
