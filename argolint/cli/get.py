"""`argolint get`: runs, each with the tree of its nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.cli.runs import add_names, add_nodes, add_output, each_named, on_cluster, parser, show, watch
from argolint.cli.waiting import add_timeout
from argolint.cluster.runs import found
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argolint.cluster.connection import Cluster
    from argolint.cluster.objects import Json


def run(arguments: Sequence[str]) -> int:
    """Show the runs that are named, and return the exit status."""
    flags = parser("get", "NAME... [options]", "Show workflows, each with the tree of its steps.\n", "get @latest")
    add_names(flags)
    add_output(flags)
    add_nodes(flags)
    flags.add_argument("-w", "--watch", action="store_true", help="show them until they have ended, as `watch` does")
    add_timeout(flags)
    flags.add_common_flags()
    options = flags.parse_intermixed_args(list(arguments))
    if options.node_field_selector and options.output not in ("text", "wide"):
        raise UsageError(f"--node-field-selector and -o {options.output} do not go together", "leave out one of them")

    def work(cluster: Cluster) -> int:
        if options.watch:
            return watch(cluster, [found(cluster, name) for name in options.names], options).status
        runs: list[Json] = []
        status = each_named(cluster, options.names, runs.append)
        if runs:
            show(runs, options)
        return status

    return on_cluster(options, work)
