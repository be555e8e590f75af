"""See `rules/failed-rendering.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.rules.api import finding, rule
from argolint.syntax.problems import UnrenderedFolder

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=UnrenderedFolder, group="syntax", since="0.1")
def failed_rendering(problem: UnrenderedFolder, _cx: Context) -> Findings:
    """Helm or Kustomize can make nothing of a folder, so nothing of it is checked."""
    yield finding(problem.span, problem.reason, help="mend what it says, or name the values that it needs")
