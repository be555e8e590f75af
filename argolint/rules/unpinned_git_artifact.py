"""See `rules/unpinned-git-artifact.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import Invocation, Template, WorkflowObject
from argolint.model.build import text
from argolint.patterns import lazy_pattern
from argolint.rules.api import finding, rule
from argolint.security.stores import HOLDERS, locations

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_COMMIT = lazy_pattern(r"[0-9a-f]{7,64}")


@rule(
    on=(WorkflowObject, Template, Invocation),
    group="security",
    severity=Severity.INFO,
    since="0.1",
    default=False,
    needs=HOLDERS,
)
def unpinned_git_artifact(subject: WorkflowObject | Template | Invocation, _cx: Context) -> Findings:
    """A git artifact names no commit, so what runs today may differ from what ran yesterday."""
    for owner, node in locations(subject, "git"):
        revision = text(node, "revision")
        if text(node, "repo") is None or (revision is not None and "{{" in revision.text):
            continue
        if revision is None or not _COMMIT.fullmatch(revision.text):
            at = revision.span if revision is not None else node.entries["repo"].key.span
            lack = "has no `revision`" if revision is None else f"follows `{revision.text}`, which may move"
            yield finding(at, f"the git location of {owner} {lack}", help="give the hash of a commit")
