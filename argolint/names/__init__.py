"""What each name means: references between objects, resolved against the linked workspace."""

from argolint.names.resolution import (
    Dynamic,
    External,
    Incomplete,
    Missing,
    MissingObject,
    MissingTemplate,
    ObjectOutcome,
    Resolved,
    TemplateOutcome,
)
from argolint.names.workspace import Workspace

__all__ = [
    "Dynamic", "External", "Incomplete", "Missing", "MissingObject", "MissingTemplate", "ObjectOutcome", "Resolved",
    "TemplateOutcome", "Workspace",
]  # fmt: skip
