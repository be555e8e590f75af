"""`argolint logs`: what the pods of a run write."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentTypeError
from typing import TYPE_CHECKING, NamedTuple

from argolint.cli import console
from argolint.cli.clusters import add_cluster_flags
from argolint.cli.parser import Parser
from argolint.cli.runs import on_cluster, style
from argolint.cli.status import Status
from argolint.cli.waiting import Patience, add_timeout, seconds
from argolint.cluster.logs import Wanted
from argolint.cluster.runs import ENDED, found, phase_of
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from argolint.cluster.connection import Cluster
    from argolint.cluster.objects import Json
    from argolint.report.logs import Lines
    from argolint.report.style import Style

_DESCRIPTION = """\
Show what the pods of a workflow have written: of all of them in the order of
time, or of one node, which may be named as the tree of `get` shows it, by its
id, or by its pod.
"""
_EPILOG = """\
examples:
  argolint logs @latest --follow
  argolint logs build-x7k2m compile -c wait --tail 50
exit: 0 shown, 1 refused, or there is no log of what is named, 2 wrong usage or
no cluster, 130 interrupted
"""
_BATCH = 500


def run(arguments: Sequence[str]) -> int:
    """Show the logs that are asked for, and return the exit status."""
    options = _parser().parse_intermixed_args(list(arguments))
    if options.previous and options.follow:
        raise UsageError("--previous and --follow do not go together", "what a container wrote before grows no more")
    return on_cluster(options, lambda cluster: _show(cluster, options))


class View(NamedTuple):
    """Which lines are wanted of which node, and whether each bears the time."""

    node: str
    wanted: Wanted
    stamped: bool = False


WHOLE = View("", Wanted())
"""All that a run writes."""


def _show(cluster: Cluster, options: Namespace) -> int:
    from argolint.cluster.pods import meant, unknown

    since = None if options.since is None else max(1, round(options.since))
    wanted = Wanted(options.container, since, options.tail, options.previous)
    view = View(options.node or "", wanted, options.timestamps)
    at = found(cluster, options.name)
    follows = options.follow and phase_of(at) not in ENDED
    if view.node and not follows and not meant(at, view.node):
        raise unknown(at, view.node)
    if not follows:
        return _write_all(cluster, at, view, style(options))
    from argolint.cli.interrupts import Interrupts

    with Interrupts() as interrupts:
        follow(cluster, at, view, style(options), Patience(interrupts, options.timeout))
        return Status.INTERRUPTED if interrupts.asked() else Status.CLEAN


def _write_all(cluster: Cluster, at: Json, view: View, style: Style) -> int:
    from argolint.cluster.following import shown

    lines = _lines(at, view, style)
    notes: list[str] = []
    written = 0
    batch: list[str] = []
    for line in shown(cluster, at, view.node, view.wanted, notes.append):
        batch.append(lines.render(line))
        written += 1
        if written % _BATCH == 0:
            console.write("".join(batch))
            batch = []
    console.write("".join(batch))
    for note in notes:
        console.complain(note, kind="note")
    return Status.FINDINGS if notes and not written else Status.CLEAN


def follow(cluster: Cluster, at: Json, view: View, style: Style, patience: Patience) -> None:
    """Show what a run writes until it has ended."""
    from argolint.cluster.following import Following

    lines = _lines(at, view, style)
    following = Following(cluster, at, view.node, view.wanted, _note)
    for line in following.lines(patience.lasts):
        console.write(lines.render(line))
    if patience.is_over and not following.is_over:
        _note(f"Workflow {at['metadata']['name']} has not ended within {patience.limit:g} seconds")


def _note(text: str) -> None:
    console.complain(text, kind="note")


def _lines(at: Json, view: View, style: Style) -> Lines:
    """How lines are written; a node that is one pod needs no prefix."""
    from argolint.cluster.pods import meant
    from argolint.report.logs import Lines

    return Lines(style, prefixed=not view.node or len(meant(at, view.node)) != 1, stamped=view.stamped)


def _number(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError(f"`{text}` is no number of lines")
    return int(text)


def _parser() -> Parser:
    parser = Parser("logs", "NAME|@latest [NODE] [options]", _DESCRIPTION, _EPILOG)
    add = parser.add_argument
    add("name", metavar="NAME", help=SUPPRESS)
    add("node", nargs="?", metavar="NODE", help=SUPPRESS)
    add("-f", "--follow", action="store_true", help="go on until the run has ended")
    add("--previous", action="store_true", help="of containers before they were restarted")
    add("-c", "--container", default="", metavar="NAME", help="main by default; or init, wait, a sidecar")
    add("--since", type=seconds, metavar="TIME", help="only what is younger than such as 90s, 10m")
    add("--tail", type=_number, metavar="N", help="only the last N lines of each pod")
    add("--timestamps", action="store_true", help="with the time of each line")
    add("--no-color", dest="color", action="store_const", const="never", default="auto", help="same as --color never")
    add_timeout(parser)
    add("-n", "--namespace", metavar="NAME", help="by default that of the context")
    add_cluster_flags(parser)
    parser.add_common_flags()
    return parser
