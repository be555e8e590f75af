"""`argolint terminate`: ends runs at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.cli.runs import for_each
from argolint.cluster import runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argolint.cluster.connection import Cluster
    from argolint.cluster.objects import Json

_DESCRIPTION = "End runs at once, without their exit handlers."


def run(arguments: Sequence[str]) -> int:
    """Do so with each run that the arguments name, and return the exit status."""
    return for_each("terminate", _DESCRIPTION, "terminate @latest", arguments, _act, "told to end at once")


def _act(cluster: Cluster, found: Json) -> None:
    runs.stop(cluster, found, now=True)
