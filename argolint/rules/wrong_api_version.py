"""See `rules/wrong-api-version.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import WorkflowObject
from argolint.model.build import value
from argolint.rules.api import Basis, finding, rule
from argolint.rules.mending import instead
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


_GROUP = "argoproj.io/"
API_VERSION = f"{_GROUP}v1alpha1"


@rule(on=WorkflowObject, group="names", since="0.1", basis=Basis.MAP)
def wrong_api_version(item: WorkflowObject, cx: Context) -> Findings:
    """The `apiVersion` of an Argo kind is missing, or is not `argoproj.io/v1alpha1`."""
    version = value(item.node, "apiVersion")
    if version is None:
        kind = item.node.entries["kind"]
        yield finding(
            kind.key.span,
            f"{item.title} has no `apiVersion`",
            help=f"write `apiVersion: {API_VERSION}` above it",
        )
    elif isinstance(version, Scalar) and version.text != API_VERSION and not cx.damaged(version):
        yield finding(
            version.span,
            f"`{version.text}` is not the `apiVersion` of a {item.kind}",
            help=f"write `{API_VERSION}`",
            fix=instead(version.span, API_VERSION, safe=version.text.startswith(_GROUP)),
        )
