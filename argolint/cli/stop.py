"""`argolint stop`: ends runs, and lets their exit handlers run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.cli import console
from argolint.cli.runs import add_names, each_named, on_cluster, parser
from argolint.cli.selectors import selector
from argolint.cluster.resuming import fail
from argolint.cluster.runs import stop
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argolint.cluster.connection import Cluster
    from argolint.cluster.objects import Json

_DESCRIPTION = """\
End runs; their exit handlers still run. With a selector only the suspend steps
that it means end, and they fail.
"""
_EXAMPLE = "stop @latest --node-field-selector displayName=approve --message no"


def run(arguments: Sequence[str]) -> int:
    """Stop the runs that are named, or steps of them, and return the exit status."""
    flags = parser("stop", "NAME... [options]", _DESCRIPTION, _EXAMPLE)
    add_names(flags)
    flags.add_argument("--node-field-selector", metavar="FIELDS", help="such as displayName=approve")
    flags.add_argument("--message", default="", metavar="TEXT", help="kept with the step")
    flags.add_common_flags()
    options = flags.parse_intermixed_args(list(arguments))
    wanted = selector(options.node_field_selector) if options.node_field_selector is not None else None
    if options.message and wanted is None:
        raise UsageError("--message is kept with a step", "say which one with --node-field-selector")

    def work(cluster: Cluster) -> int:
        def one(at: Json) -> None:
            if wanted is None:
                stop(cluster, at, now=False)
            else:
                fail(cluster, at, wanted, options.message)
            console.write(f"workflow {at['metadata']['name']} told to stop{'' if wanted is None else ' waiting'}\n")

        return each_named(cluster, options.names, one)

    return on_cluster(options, work)
