"""`argolint watch`: a run as it goes on, until it has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.cli.runs import add_names, add_nodes, on_cluster, parser, watch
from argolint.cli.waiting import add_timeout
from argolint.cluster.runs import found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argolint.cluster.connection import Cluster


def run(arguments: Sequence[str]) -> int:
    """Watch the runs that are named, one after the other, and return whether all of them succeeded."""
    flags = parser("watch", "NAME... [options]", "Show workflows until they have ended.\n", "watch @latest")
    add_names(flags)
    add_nodes(flags)
    add_timeout(flags)
    flags.add_common_flags()
    options = flags.parse_intermixed_args(list(arguments))

    def work(cluster: Cluster) -> int:
        return watch(cluster, [found(cluster, name) for name in options.names], options).status

    return on_cluster(options, work)
