"""See `rules/misspelt-kind.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.nearest import Suggestion, closest
from argolint.rules.api import Basis, finding, rule
from argolint.syntax import Document
from argolint.syntax.nodes import Mapping, Scalar
from argolint.syntax.scalars import ScalarKind
from argolint.syntax.scalars import kind as json_kind

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


KINDS = ("Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate", "CronWorkflow")
OTHERS = ("WorkflowEventBinding", "WorkflowTaskSet", "WorkflowTaskResult", "WorkflowArtifactGCTask")
GROUP = "argoproj.io/"


@rule(on=Document, group="names", since="0.1", basis=Basis.TEXT)
def misspelt_kind(document: Document, _cx: Context) -> Findings:
    """The `kind` of a document is nearly one of Argo Workflows, so Argo passes over the whole document."""
    root = document.root
    kind = root.get("kind") if isinstance(root, Mapping) else None
    if not isinstance(root, Mapping) or not isinstance(kind, Scalar) or kind.text in KINDS + OTHERS:
        return
    version = root.get("apiVersion")
    group = version.text if isinstance(version, Scalar) else ""
    if version is not None and not group.startswith(GROUP):
        return
    meant = closest(kind.text, KINDS)
    if meant is not None:
        message = f"Argo passes over this document: it knows no kind `{kind.text}`"
        yield finding(kind.span, message, help=Suggestion(kind.text, meant, "write `{}`"))
    elif group and kind.text and json_kind(kind) is not ScalarKind.STRING:
        known = ", ".join(f"`{name}`" for name in KINDS)
        message = f"Argo passes over this document: `{kind.text}` is no kind"
        yield finding(kind.span, message, help=f"known are {known}")
