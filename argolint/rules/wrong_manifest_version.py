"""See `rules/wrong-manifest-version.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.resource_calls import ResourceCall
from argolint.rules.api import Basis, rule
from argolint.rules.wording import misplaced_kinds

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=ResourceCall, group="schema", severity=Severity.WARNING, since="0.1", basis=Basis.TAGS)
def wrong_manifest_version(call: ResourceCall, cx: Context) -> Findings:
    """A manifest names an `apiVersion` under which its kind does not exist, or no longer does."""
    return misplaced_kinds(call, cx, "apiVersion", about_kind=False)
