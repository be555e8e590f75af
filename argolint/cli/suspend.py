"""`argolint suspend`: starts no further step of runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.cli.runs import for_each
from argolint.cluster import runs

if TYPE_CHECKING:
    from collections.abc import Sequence

_DESCRIPTION = "Start no further step of runs; what runs goes on."


def run(arguments: Sequence[str]) -> int:
    """Do so with each run that the arguments name, and return the exit status."""
    return for_each("suspend", _DESCRIPTION, "suspend @latest", arguments, runs.suspend, "suspended")
