"""`argolint stop`: ends runs, and lets their exit handlers run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.cli.runs import for_each
from argolint.cluster import runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argolint.cluster.connection import Cluster
    from argolint.cluster.objects import Json

_DESCRIPTION = "End runs; their exit handlers still run."


def run(arguments: Sequence[str]) -> int:
    """Do so with each run that the arguments name, and return the exit status."""
    return for_each("stop", _DESCRIPTION, "stop build-x7k2m", arguments, _act, "told to stop")


def _act(cluster: Cluster, found: Json) -> None:
    runs.stop(cluster, found, now=False)
