"""See `rules/git-ssh-without-key.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import Invocation, Template, WorkflowObject
from argolint.model.build import text, value
from argolint.patterns import lazy_pattern
from argolint.rules.api import finding, rule
from argolint.security.stores import HOLDERS, locations

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_SSH = lazy_pattern(r"\s*(?:ssh://|[\w.-]+@[\w.-]+:)")


@rule(on=(WorkflowObject, Template, Invocation), group="types", severity=Severity.WARNING, since="0.1", needs=HOLDERS)
def git_ssh_without_key(subject: WorkflowObject | Template | Invocation, cx: Context) -> Findings:
    """A git artifact is fetched over SSH and names no key to log in with."""
    for owner, node in locations(subject, "git"):
        repo = text(node, "repo")
        if repo is None or value(node, "sshPrivateKeySecret") is not None or cx.damaged(node):
            continue
        if _SSH.match(repo.text):
            yield finding(
                repo.span,
                f"the repository of {owner} is reached over SSH, and no key to log in with is given",
                help="add `sshPrivateKeySecret`, or write an address that begins with `https://`",
            )
