"""`argolint list`: the runs of a namespace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.cli import console
from argolint.cli.runs import add_output, now, on_cluster, parser, show, style
from argolint.cli.status import Status
from argolint.cluster.runs import listed, phase_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argolint.cluster.connection import Cluster


def run(arguments: Sequence[str]) -> int:
    """Show the runs that are asked for, the newest first, and return the exit status."""
    flags = parser("list", "[options]", "List workflows, the newest first.\n", "list --status Running,Failed -o wide")
    flags.add_argument("-A", "--all-namespaces", action="store_true", help="of every namespace")
    flags.add_argument("-l", "--selector", default="", metavar="LABELS", help="such as app=web,tier!=test")
    flags.add_argument("--status", type=_phases, default=frozenset(), metavar="PHASES", help="only in these phases")
    add_output(flags)
    flags.add_common_flags()
    options = flags.parse_args(list(arguments))

    def work(cluster: Cluster) -> int:
        found = listed(cluster, options.selector, everywhere=options.all_namespaces)
        kept = [at for at in found if not options.status or phase_of(at).lower() in options.status]
        if options.output in ("text", "wide"):
            from argolint.report.runs import render_list

            wide = options.output == "wide"
            console.write(render_list(kept, style(options), now(), wide=wide, everywhere=options.all_namespaces))
        elif options.output == "json":
            from argolint.report.runs import runs_json

            console.write(runs_json(kept))
        else:
            show(kept, options)
        return Status.CLEAN

    return on_cluster(options, work)


def _phases(text: str) -> frozenset[str]:
    return frozenset(part.strip().lower() for part in text.split(",") if part.strip())
