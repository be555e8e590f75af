"""`argolint list`: the runs of a namespace."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from argolint.cli import console
from argolint.cli.runs import add_output, now, on_cluster, parser, show, style
from argolint.cli.status import Status
from argolint.cli.waiting import seconds
from argolint.cluster.runs import listed, newest_first, phase_of, workflows
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from argolint.cluster.connection import Cluster
    from argolint.cluster.objects import Json

_PHASES = ("pending", "running", "succeeded", "failed", "error")
_EXAMPLE = "list --status Running,Failed --since 24h -o wide"
_GLANCE = 0.2


def run(arguments: Sequence[str]) -> int:
    """Show the runs that are asked for, the newest first, and return the exit status."""
    flags = parser("list", "[options]", "List workflows, the newest first.\n", _EXAMPLE)
    add = flags.add_argument
    add("-A", "--all-namespaces", action="store_true", help="of every namespace")
    add("-l", "--selector", default="", metavar="LABELS", help="such as app=web,tier!=test")
    add("--status", type=_phases, default=frozenset(), metavar="PHASES", help="only in these phases")
    add("--since", type=seconds, metavar="TIME", help="only those made in such as the last 90m, 24h")
    add("-w", "--watch", action="store_true", help="go on with a line for each run that changes")
    add_output(flags)
    flags.add_common_flags()
    options = flags.parse_args(list(arguments))
    if options.watch and options.output not in ("text", "wide"):
        raise UsageError(f"--watch and -o {options.output} do not go together", "leave out one of them")
    return on_cluster(options, lambda cluster: _watch(cluster, options) if options.watch else _list(cluster, options))


def _list(cluster: Cluster, options: Namespace) -> int:
    found = listed(cluster, options.selector, everywhere=options.all_namespaces)
    kept = [at for at in found if _is_wanted(at, options)]
    if options.output in ("text", "wide"):
        console.write(_table(kept, options))
    elif options.output == "json":
        from argolint.report.runs import runs_json

        console.write(runs_json(kept))
    else:
        show(kept, options)
    return Status.CLEAN


def _is_wanted(at: Json, options: Namespace) -> bool:
    if options.status and phase_of(at).lower() not in options.status:
        return False
    made = str(at["metadata"].get("creationTimestamp", ""))
    return options.since is None or not made or datetime.fromisoformat(made) >= now() - timedelta(seconds=options.since)


def _table(runs: Sequence[Json], options: Namespace) -> str:
    from argolint.report.runs import render_list

    wide = options.output == "wide"
    return render_list(runs, style(options), now(), wide=wide, everywhere=options.all_namespaces)


def _watch(cluster: Cluster, options: Namespace) -> int:
    """A table of what is there, and then a line for each run that changes, until somebody interrupts."""
    from argolint.cli.interrupts import Interrupts
    from argolint.cluster.feed import Feed
    from argolint.cluster.watching import Change, Scope, Seen, changes

    feed: Feed[str, Seen] = Feed()
    where = workflows("" if options.all_namespaces else cluster.namespace)
    feed.add("runs", changes(cluster.api, Scope(where.path, labels=options.selector)))
    first: list[Json] | None = []
    with Interrupts() as interrupts:
        while not interrupts.asked():
            heard = feed.next(_GLANCE)
            if heard is not None and heard.error is not None:
                raise heard.error
            for change, item in heard.items if heard is not None else ():
                if change is Change.ALL and first is not None:
                    console.write(_table(newest_first(first), options))
                    first = None
                elif change is Change.THERE and _is_wanted(item, options):
                    if first is not None:
                        first.append(item)
                    else:
                        console.write(_table([item], options).partition("\n")[2])
    return Status.INTERRUPTED


def _phases(text: str) -> frozenset[str]:
    found = frozenset(part.strip().lower() for part in text.split(",") if part.strip())
    for name in found.difference(_PHASES):
        raise ArgumentTypeError(f"`{name}` is no phase of a run: they are {', '.join(_PHASES)}")
    return found
