"""How the composer gives up on a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argolint.syntax.problems import Problem


class Stop(Exception):  # noqa: N818
    """Raised inside this package where nothing sensible can follow; carries the problem to report."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem
