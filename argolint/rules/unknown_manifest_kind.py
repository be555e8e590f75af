"""See `rules/unknown-manifest-kind.md`."""

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
def unknown_manifest_kind(call: ResourceCall, cx: Context) -> Findings:
    """A manifest is of a kind that Kubernetes does not have in a group of its own."""
    return misplaced_kinds(call, cx, "kind", about_kind=True)
