"""`argolint logs`: what the pods of a run write."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentTypeError
from typing import TYPE_CHECKING

from argolint.cli import console
from argolint.cli.clusters import add_cluster_flags
from argolint.cli.parser import Parser
from argolint.cli.runs import on_cluster, style
from argolint.cli.status import Status
from argolint.cli.waiting import Patience, add_timeout, seconds
from argolint.cluster.runs import ENDED, found, phase_of
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from argolint.cluster.connection import Cluster
    from argolint.cluster.following import Choice
    from argolint.cluster.objects import Json

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
_BATCH = 65536


def run(arguments: Sequence[str]) -> int:
    """Show the logs that are asked for, and return the exit status."""
    options = _parser().parse_intermixed_args(list(arguments))
    if options.previous and options.follow:
        raise UsageError("--previous and --follow do not go together", "what a container wrote before grows no more")
    return on_cluster(options, lambda cluster: _show(cluster, options))


def _show(cluster: Cluster, options: Namespace) -> int:
    from argolint.cluster.pods import meant, unknown

    at = found(cluster, options.name)
    follows = options.follow and phase_of(at) not in ENDED
    if options.node and not follows and not meant(at, options.node):
        raise unknown(at, options.node)
    if follows:
        from argolint.cli.interrupts import Interrupts

        with Interrupts() as interrupts:
            follow(cluster, at, options, Patience(interrupts, options.timeout))
            return Status.INTERRUPTED if interrupts.asked() else Status.CLEAN
    return _write_all(cluster, at, options)


def _write_all(cluster: Cluster, at: Json, options: Namespace) -> int:
    from argolint.cluster.following import shown
    from argolint.report.logs import Lines

    lines = Lines(style(options), prefixed=_has_prefix(at, options), stamped=options.timestamps)
    notes: list[str] = []
    written = False
    batch: list[str] = []
    size = 0
    for line in shown(cluster, at, _choice(options), notes.append):
        written = True
        batch.append(lines.render(line))
        size += len(batch[-1])
        if size > _BATCH:
            console.write("".join(batch))
            batch, size = [], 0
    console.write("".join(batch))
    for note in notes:
        console.complain(note, kind="note")
    return Status.FINDINGS if notes and not written else Status.CLEAN


def follow(cluster: Cluster, at: Json, options: Namespace, patience: Patience) -> Json:
    """Show what a run writes until it has ended, and return how it was last."""
    from argolint.cluster.following import Following
    from argolint.report.logs import Lines

    def note(text: str) -> None:
        console.complain(text, kind="note")

    following = Following(cluster, at, _choice(options), note)
    lines = Lines(style(options), prefixed=_has_prefix(at, options), stamped=options.timestamps)
    for line in following.lines(patience.lasts):
        console.write(lines.render(line))
    return following.run


def _has_prefix(at: Json, options: Namespace) -> bool:
    """Whether several pods may speak: unless the node that is named is one pod."""
    from argolint.cluster.pods import meant

    return not options.node or len(meant(at, options.node)) != 1


def _choice(options: Namespace) -> Choice:
    from argolint.cluster.following import Choice
    from argolint.cluster.logs import Wanted

    since = None if options.since is None else max(1, round(options.since))
    return Choice(options.node or "", Wanted(options.container, since, options.tail, options.previous))


def add_log_flags(parser: Parser) -> None:
    """Add the flags that say which lines are shown, and how."""
    add = parser.add_argument
    add("-c", "--container", default="", metavar="NAME", help="main by default; or init, wait, a sidecar")
    add("--since", type=seconds, metavar="TIME", help="only what is younger than such as 90s, 10m")
    add("--tail", type=_number, metavar="N", help="only the last N lines of each pod")
    add("--timestamps", action="store_true", help="with the time of each line")
    add("--no-color", dest="color", action="store_const", const="never", default="auto", help="same as --color never")


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
    add_log_flags(parser)
    add_timeout(parser)
    add("-n", "--namespace", metavar="NAME", help="by default that of the context")
    add_cluster_flags(parser)
    parser.add_common_flags()
    return parser
