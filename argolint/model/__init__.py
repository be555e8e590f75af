"""What manifests say, as typed views."""

from argolint.model.build import manifests, objects
from argolint.model.views import (
    Artifact,
    CallKind,
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
    "Artifact", "CallKind", "Hook", "Invocation", "Kind", "Parameter", "Template", "TemplateRef", "Values",
    "WorkflowObject", "head", "manifests", "objects",
]  # fmt: skip
