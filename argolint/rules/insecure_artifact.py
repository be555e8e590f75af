"""See `rules/insecure-artifact.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import Invocation, Template, WorkflowObject
from argolint.model.build import flag, text
from argolint.rules.api import finding, rule
from argolint.rules.mending import cut
from argolint.security.stores import HOLDERS, is_outside, locations

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(
    on=(WorkflowObject, Template, Invocation), group="security", severity=Severity.WARNING, since="0.1", needs=HOLDERS
)
def insecure_artifact(subject: WorkflowObject | Template | Invocation, cx: Context) -> Findings:
    """An artifact travels unprotected: to a store beyond the cluster without TLS, or with TLS unchecked."""
    for owner, node in locations(subject, "git"):
        if flag(node, "insecureSkipTLS"):
            yield finding(
                node.entries["insecureSkipTLS"].key.span,
                f"the git location of {owner} does not check the certificate of the server",
                help="take `insecureSkipTLS` away, and let the image trust the server's authority",
                fix=cut(cx.document.source, node, node.entries["insecureSkipTLS"].value, "it"),
            )
    for owner, node in locations(subject, "s3"):
        endpoint = text(node, "endpoint")
        if endpoint is not None and is_outside(endpoint.text) and flag(node, "insecure"):
            yield finding(
                node.entries["insecure"].key.span,
                f"the s3 location of {owner} sends content and signatures to `{endpoint.text}` without TLS",
                help="take `insecure` away; use `caSecret` for an authority of your own",
                fix=cut(cx.document.source, node, node.entries["insecure"].value, "it"),
            )
