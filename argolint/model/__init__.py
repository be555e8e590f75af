"""What manifests say, as typed views."""

from argolint.model.build import companions, embedded, manifests, objects
from argolint.model.views import (
    Artifact,
    CallKind,
    Companion,
    Hook,
    Invocation,
    Kind,
    Parameter,
    Template,
    TemplateRef,
    Values,
    WorkflowObject,
    head,
)

__all__ = [
    "Artifact", "CallKind", "Companion", "Hook", "Invocation", "Kind", "Parameter", "Template", "TemplateRef", "Values",
    "WorkflowObject", "companions", "embedded", "head", "manifests", "objects",
]  # fmt: skip
