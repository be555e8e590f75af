"""See `rules/git-insecure-host-key.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import Invocation, Template, WorkflowObject
from argolint.model.build import flag
from argolint.rules.api import Basis, finding, rule
from argolint.rules.mending import cut
from argolint.security.stores import HOLDERS, locations

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(
    on=(WorkflowObject, Template, Invocation),
    group="security",
    severity=Severity.WARNING,
    since="0.1",
    needs=HOLDERS,
    basis=Basis.TEXT,
)
def git_insecure_host_key(subject: WorkflowObject | Template | Invocation, cx: Context) -> Findings:
    """A git artifact is fetched over SSH without a look at the server's key."""
    for owner, node in locations(subject, "git"):
        if flag(node, "insecureIgnoreHostKey"):
            yield finding(
                node.entries["insecureIgnoreHostKey"].key.span,
                f"the git location of {owner} does not check the key of the server",
                help="take `insecureIgnoreHostKey` away, and give Argo the server's key in its known hosts",
                fix=cut(cx.document.source, node, node.entries["insecureIgnoreHostKey"].value, "it"),
            )
