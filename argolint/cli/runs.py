"""What the commands about runs share: the flags, the cluster, the ways to show a run."""

from __future__ import annotations

import sys
from argparse import SUPPRESS, ArgumentTypeError
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from argolint.cli import console
from argolint.cli.clusters import access, add_cluster_flags
from argolint.cli.parser import Parser
from argolint.cli.selectors import selector
from argolint.cli.status import Status
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

    from argolint.cli.waiting import Waited
    from argolint.cluster.connection import Cluster
    from argolint.cluster.objects import Json
    from argolint.report.style import Style

_EXIT = "exit: 0 done, 1 refused or not succeeded, 2 wrong usage or no cluster,\n130 interrupted\n"
OUTPUTS = ("text", "wide", "json", "yaml", "name")


def parser(command: str, usage: str, description: str, example: str) -> Parser:
    """A parser for a command about runs, with the flags that all of them have."""
    found = Parser(
        command,
        usage,
        description,
        f"examples:\n  argolint {example}\n{_EXIT}",
    )
    found.add_argument("-n", "--namespace", metavar="NAME", help="by default that of the context")
    add_cluster_flags(found)
    return found


def add_names(found: Parser) -> None:
    """Add the names of runs."""
    found.add_argument("names", nargs="+", metavar="NAME", help=SUPPRESS)


def add_output(found: Parser) -> None:
    """Add the choice of how runs are shown."""
    found.add_argument("-o", "--output", choices=OUTPUTS, default="text", metavar="FORM", help=", ".join(OUTPUTS))


def add_nodes(found: Parser) -> None:
    """Add the choice of nodes that are shown."""
    add = found.add_argument
    add("--node-field-selector", type=_nodes, metavar="FIELDS", help="show only such steps as phase=Failed")


def _nodes(text: str) -> Callable[[Json], bool]:
    try:
        return selector(text)
    except UsageError as error:
        raise ArgumentTypeError(f"{error.message}; {error.hint}") from None


def on_cluster(options: Namespace, work: Callable[[Cluster], int]) -> int:
    """Do some work on the cluster that is meant; what it refuses is told in a line."""
    from argolint.cluster.connection import connect
    from argolint.cluster.explaining import explained
    from argolint.cluster.observing import need_namespace, unknown_kind
    from argolint.cluster.refusals import RefusalError
    from argolint.cluster.runs import key, workflows

    cluster = connect(access(options))
    try:
        return work(cluster)
    except RefusalError as no:
        if no.is_unknown_kind:
            raise UsageError(*unknown_kind(workflows(cluster.namespace))) from None
        if no.status == 404:
            need_namespace(cluster, cluster.namespace)
        for line in explained(no, key(cluster, getattr(options, "name", "")), None):
            console.complain(line)
        return Status.FINDINGS


def each_named(cluster: Cluster, names: Sequence[str], act: Callable[[Json], object]) -> int:
    """Do something to each run that is named, and return the worst status: one that cannot be done stops no other."""
    from argolint.cluster.explaining import explained
    from argolint.cluster.refusals import RefusalError
    from argolint.cluster.runs import found, key

    said: set[tuple[str, str | None]] = set()
    status: int = Status.CLEAN
    told: list[tuple[str, str | None]]
    for name in dict.fromkeys(names):
        try:
            act(found(cluster, name))
        except UsageError as error:
            told = [(error.message, error.hint)]
            status = Status.USAGE
        except RefusalError as no:
            if no.is_unknown_kind:
                raise
            told = [(line, None) for line in explained(no, key(cluster, name), None)]
            status = max(status, Status.FINDINGS)
        else:
            told = []
        for words in told:
            if words not in said:  # such as a right that is missing
                console.complain(*words)
            said.add(words)
    return status


def for_each(
    command: str,
    description: str,
    example: str,
    arguments: Sequence[str],
    act: Callable[[Cluster, Json], object],
    done: str,
) -> int:
    """The whole of a command that does something to each run it names, and says so."""
    flags = parser(command, "NAME... [options]", f"{description}\nA NAME is that of a Workflow, or @latest.\n", example)
    add_names(flags)
    flags.add_common_flags()
    options = flags.parse_intermixed_args(list(arguments))

    def work(cluster: Cluster) -> int:
        def one(run: Json) -> None:
            act(cluster, run)
            console.write(f"workflow {run['metadata']['name']} {done}\n")

        return each_named(cluster, options.names, one)

    return on_cluster(options, work)


def show(runs: Sequence[Json], options: Namespace) -> None:
    """Write runs in the form that was asked for; one in full, in plain text."""
    from argolint.report.runs import names, render_run, runs_json

    match options.output:
        case "json":
            console.write(runs_json(runs[0] if len(runs) == 1 else list(runs)))
        case "yaml":
            from argolint.plan.yaml_text import yaml_text

            console.write("---\n".join(yaml_text(run) for run in runs))
        case "name":
            console.write(names(runs))
        case _:
            wide, wanted = options.output == "wide", getattr(options, "node_field_selector", None)
            console.write("\n".join(render_run(at, style(options), now(), wide=wide, wanted=wanted) for at in runs))


def style(options: Namespace) -> Style:
    """The colours that fit standard output."""
    from argolint.report.style import Style

    return Style(color=console.wants_color(options.color, sys.stdout))


def now() -> datetime:
    """The present, which ages are counted from."""
    return datetime.now(UTC)


def watch(cluster: Cluster, runs: Sequence[Json], options: Namespace) -> Waited:
    """Show runs one after the other, each whenever it has changed, until it has ended or somebody interrupts."""
    from argolint.cli.interrupts import Interrupts
    from argolint.cli.waiting import Patience, Waited, wait
    from argolint.cluster.runs import key_of_run

    found = []
    with Interrupts() as interrupts:
        patience = Patience(interrupts, options.timeout)
        for run in runs:
            found.append(wait(cluster, [key_of_run(run)], patience, _drawing(options)))
            if interrupts.asked():
                break
    return Waited([run for at in found for run in at.runs], max((at.status for at in found), default=Status.CLEAN))


def _drawing(options: Namespace) -> Callable[[Json], None]:
    """Draws the states of a run, on a terminal one over the other."""
    from argolint.report.runs import render_run

    drawn = 0

    def draw(state: Json) -> None:
        nonlocal drawn
        text = render_run(state, style(options), now(), wanted=getattr(options, "node_field_selector", None))
        if console.is_terminal(sys.stdout):
            console.write(f"\x1b[{drawn}F\x1b[J{text}" if drawn else text)
            drawn = text.count("\n")
        else:
            console.write(text + "\n")

    return draw
