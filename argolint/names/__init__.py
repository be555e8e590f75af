"""What each name means: references between objects, resolved against the linked workspace."""

from argolint.names.definitions import Definition, Definitions, Query, definitions, unread_definition
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
from argolint.names.workspace import Beyond, Workspace, needs_cluster_scope

__all__ = [
    "Beyond", "Definition", "Definitions", "Dynamic", "External", "Incomplete", "Missing", "MissingObject",
    "MissingTemplate", "ObjectOutcome", "Query", "Resolved", "TemplateOutcome", "Workspace", "definitions",
    "needs_cluster_scope", "unread_definition",
]  # fmt: skip
