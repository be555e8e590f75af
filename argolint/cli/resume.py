"""`argolint resume`: lets suspended runs go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.cli import console
from argolint.cli.parser import pair
from argolint.cli.runs import add_names, each_named, on_cluster, parser
from argolint.cli.selectors import selector
from argolint.cluster.resuming import resume

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argolint.cluster.connection import Cluster
    from argolint.cluster.objects import Json

_DESCRIPTION = """\
Let suspended workflows go on: all that waits in them, or with a selector only
the suspend steps that it means.
"""


def run(arguments: Sequence[str]) -> int:
    """Resume the runs that are named, and return the exit status."""
    flags = parser(
        "resume",
        "NAME... [options]",
        _DESCRIPTION,
        "resume @latest --node-field-selector displayName=gate --message seen",
    )
    add_names(flags)
    add = flags.add_argument
    add("--node-field-selector", metavar="FIELDS", help="such as displayName=approve")
    add(
        "--output-parameter", type=pair, action="append", default=[], metavar="NAME=VALUE", help="what a step waits for"
    )
    add("--message", default="", metavar="TEXT", help="kept with the step")
    flags.add_common_flags()
    options = flags.parse_intermixed_args(list(arguments))
    wanted = selector(options.node_field_selector) if options.node_field_selector is not None else None

    def work(cluster: Cluster) -> int:
        def one(at: Json) -> None:
            resume(cluster, at, wanted, dict(options.output_parameter), options.message)
            console.write(f"workflow {at['metadata']['name']} resumed\n")

        return each_named(cluster, options.names, one)

    return on_cluster(options, work)
