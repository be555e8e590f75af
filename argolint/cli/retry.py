"""`argolint retry`: lets runs that failed go on from where they failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.cli import console
from argolint.cli.interrupts import Interrupts
from argolint.cli.runs import add_names, each_named, on_cluster, parser
from argolint.cli.selectors import selector
from argolint.cli.waiting import Patience, add_wait_flags, failures, progress, wait
from argolint.cluster.reviving import retry
from argolint.cluster.runs import key_of_run
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from argolint.cluster.connection import Cluster
    from argolint.cluster.objects import Json

_DESCRIPTION = """\
Retry workflows that failed: the steps that failed run again, with all that
follows them; what succeeded stays. As Argo's server does it, by the API alone.
"""


def run(arguments: Sequence[str]) -> int:
    """Retry the runs that are named, and return the exit status."""
    flags = parser("retry", "NAME... [options]", _DESCRIPTION, "retry @latest -p tag=v2 --wait")
    add_names(flags)
    add = flags.add_argument
    add("--restart-successful", action="store_true", help="steps that succeeded, too, if the selector means them")
    add("--node-field-selector", metavar="FIELDS", help="such as displayName=build")
    flags.add_parameter_flag("another value of a parameter")
    add_wait_flags(flags)
    flags.add_common_flags()
    options = flags.parse_intermixed_args(list(arguments))
    if options.restart_successful is not (options.node_field_selector is not None):
        raise UsageError(
            "--restart-successful and --node-field-selector go together only", "what failed is retried without them"
        )
    return on_cluster(options, lambda cluster: _retry(cluster, options))


def _retry(cluster: Cluster, options: Namespace) -> int:
    wanted = selector(options.node_field_selector) if options.restart_successful else None
    with Interrupts() as interrupts:
        keys = []

        def one(run: Json) -> None:
            at = retry(cluster, run, wanted, dict(options.parameters), interrupts.pause)
            keys.append(key_of_run(at))
            console.write(f"workflow {at['metadata']['name']} retried\n")

        status = each_named(cluster, options.names, one)
        if not options.wait or not keys:
            return status
        ended = wait(cluster, keys, Patience(interrupts, options.timeout), progress(options))
        failures(ended.runs)
        return max(status, ended.status)
