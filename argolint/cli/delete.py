"""`argolint delete`: deletes runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.cli.runs import for_each
from argolint.cluster import runs

if TYPE_CHECKING:
    from collections.abc import Sequence

_DESCRIPTION = "Delete runs, with their pods."


def run(arguments: Sequence[str]) -> int:
    """Do so with each run that the arguments name, and return the exit status."""
    return for_each("delete", _DESCRIPTION, "delete build-x7k2m", arguments, runs.delete, "deleted")
