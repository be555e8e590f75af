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
from argolint.names.workspace import Beyond, Definition, Workspace, definitions, needs_cluster_scope, unread_definition

__all__ = [
    "Beyond", "Definition", "Dynamic", "External", "Incomplete", "Missing", "MissingObject", "MissingTemplate",
    "ObjectOutcome", "Resolved", "TemplateOutcome", "Workspace", "definitions", "needs_cluster_scope",
    "unread_definition",
]  # fmt: skip
