"""`argolint apply`: brings manifests, or a plan, to a cluster."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from argolint.cli import console
from argolint.cli.clusters import access, add_cluster_flags, saved_plan
from argolint.cli.compiling import add_compile_flags, add_plan_flags, linked, plan_of, refuse
from argolint.cli.interrupts import Interrupts
from argolint.cli.parser import Parser
from argolint.cli.status import Status
from argolint.cli.waiting import add_wait_flags
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Sequence

    from argolint.cli.waiting import Waited
    from argolint.cluster.applying import Result
    from argolint.cluster.comparing import Change
    from argolint.cluster.connection import Cluster
    from argolint.cluster.journal import Journal
    from argolint.cluster.objects import Json
    from argolint.plan.document import Plan
    from argolint.report.style import Style

_DESCRIPTION = """\
Check manifests and bring them to a cluster, or do what a saved plan says.
Templates and CronWorkflows are applied on the server; each Workflow is
submitted exactly once, however often this is run.
"""
_EPILOG = """\
examples:
  argolint apply ci/ --dry-run=server
  argolint apply plan.json --prune --wait
  argolint apply plan.json --resume          go on where it was stopped
exit: 0 done, 1 errors found, something refused, or a run waited for in vain,
2 wrong usage, no cluster, or a plan that is out of date, 130 interrupted
"""
_GO_ON = "run the same command with --resume to go on"
_MEND = "mend the cause and apply again; --resume goes on with this plan as it is"
_TITLES = {"none": "Applied", "client": "Would apply", "server": "The server would apply"}


class _Work(NamedTuple):
    """A plan to apply, and the journal of a run before, if it is to be resumed."""

    plan: Plan
    path: str
    journal: Journal | None


def run(arguments: Sequence[str]) -> int:
    """Apply what the arguments name, show what became of it, and return the exit status."""
    from argolint.cluster.connection import connect

    options = _parser().parse_intermixed_args(list(arguments))
    work = _resumed(options) if options.resume else _begun(options)
    if isinstance(work, int):
        return work
    if work.journal is not None and work.journal.finished:
        console.write(f"Nothing is left to do: `{work.path}` tells of a plan that was carried out whole.\n")
        return Status.CLEAN
    with Interrupts() as interrupts:
        cluster = connect(access(options), interrupts.pause)
        if options.dry_run == "client":
            return _shown(work.plan, cluster, options)
        results = _applied(work, cluster, interrupts, options)
        if options.format == "text":
            _show(results, options)
        ended = _ended(results, cluster, interrupts, options)
    if options.format == "json":
        _show(results, options, ended.runs)
    return max(_status(results, interrupts, work, options), ended.status)


def _ended(results: Sequence[Result], cluster: Cluster, interrupts: Interrupts, options: Namespace) -> Waited:
    """The runs of the plan once they have ended, if that is to be waited for, all in a table."""
    from argolint.cli.waiting import Patience, Waited, progress, wait
    from argolint.plan.operation import OPERATION_LABEL, Action

    changes = [at.change for at in results]
    keys = [at.key for at in changes if at.operation is not None and at.operation.action is Action.SUBMIT]
    if not options.wait or options.dry_run != "none" or not keys or _is_open(results) or interrupts.asked():
        return Waited([], Status.CLEAN)
    found = wait(cluster, keys, Patience(interrupts, options.timeout), progress(options), OPERATION_LABEL)
    if options.format == "text":
        from argolint.report.runs import render_list

        console.write(render_list(found.runs, _style(options), datetime.now(UTC), wide=False, everywhere=True))
    if found.status == Status.INTERRUPTED:
        console.complain("interrupted; the runs go on", "run the same command to wait for them again", kind="note")
    return found


def _begun(options: Namespace) -> _Work | int:
    from argolint.cluster.saved import need_same_inputs
    from argolint.plan.compiling import is_sound
    from argolint.syntax import LARGEST_TEXT

    given = saved_plan(options)
    if given is not None:
        need_same_inputs(given[0], LARGEST_TEXT)
        return _Work(given[0], _journal(options, given[1]), None)
    checked = linked(options)
    if not is_sound(checked):
        return refuse(checked, options.color)
    return _Work(plan_of(checked, options), _journal(options, None), None)


def _resumed(options: Namespace) -> _Work:
    from argolint.cluster.journal import read_journal

    if options.dry_run != "none":
        raise UsageError("--resume and --dry-run do not go together", "leave out one of them")
    given = saved_plan(options)
    path = _journal(options, given[1] if given is not None else None)
    journal = read_journal(path)
    if given is not None and given[0].operations != journal.plan.operations:
        raise UsageError(f"the journal `{path}` is that of another plan", "apply without --resume")
    return _Work(journal.plan, path, journal)


def _journal(options: Namespace, plan_file: str | None) -> str:
    from argolint.cluster.journal import journal_path

    if options.journal is not None:
        return str(options.journal)
    words = [*options.paths, *(str(at or "") for at in (options.kubeconfig, options.context, options.namespace))]
    return journal_path(plan_file if plan_file != "-" else None, words)


def _shown(plan: Plan, cluster: Cluster, options: Namespace) -> int:
    from argolint.cluster.comparing import Deed
    from argolint.cluster.running import preview
    from argolint.report.changes import changes_json, render_changes

    changes = preview(plan, cluster, prune=options.prune, ask=False)
    console.write(changes_json(changes) if options.format == "json" else render_changes(changes, _style(options)))
    return Status.FINDINGS if any(at.deed is Deed.BLOCKED for at in changes) else Status.CLEAN


def _applied(work: _Work, cluster: Cluster, interrupts: Interrupts, options: Namespace) -> list[Result]:
    from argolint.cluster.applying import Mode, carry_out
    from argolint.cluster.journal import new_journal
    from argolint.cluster.running import prepared

    before = work.journal
    plan, changes = prepared(work.plan, cluster, before.begun if before is not None else (), prune=options.prune)
    mode = Mode(dry=options.dry_run == "server", force=options.force_conflicts)
    journal = before if before is not None or mode.dry else new_journal(work.path, plan)
    found = carry_out(cluster.api, changes, mode, journal, interrupts.asked)
    results = _watched(found, changes, options)
    if journal is not None and not _is_open(results):
        journal.finish()
    return results


def _is_open(results: Iterable[Result]) -> bool:
    from argolint.cluster.applying import Fate

    return any(at.fate in (Fate.FAILED, Fate.LEFT) for at in results)


def _watched(found: Iterator[Result], changes: Sequence[Change], options: Namespace) -> list[Result]:
    """All results; while they come in, somebody at a terminal sees which is next."""
    if options.quiet or not console.is_terminal(sys.stderr):
        return list(found)
    results: list[Result] = []
    for number, change in enumerate(changes, 1):
        sys.stderr.write(f"\r[{number}/{len(changes)}] {change.key.title}\x1b[K")
        sys.stderr.flush()
        results.append(next(found))
    sys.stderr.write("\r\x1b[K")
    sys.stderr.flush()
    return results


def _show(results: list[Result], options: Namespace, runs: Sequence[Json] = ()) -> None:
    from argolint.cluster.runs import key_of_run
    from argolint.report.changes import render_results, results_json

    if options.format == "json":
        console.write(results_json(results, {key_of_run(run): run for run in runs}))
    else:
        console.write(render_results(results, _style(options), _TITLES[options.dry_run]))


def _style(options: Namespace) -> Style:
    from argolint.report.style import Style

    return Style(color=console.wants_color(options.color, sys.stdout))


def _status(results: list[Result], interrupts: Interrupts, work: _Work, options: Namespace) -> int:
    from argolint.cluster.applying import Fate

    left = sum(at.fate is Fate.LEFT for at in results)
    failed = any(at.fate is Fate.FAILED for at in results)
    if (left or failed) and options.dry_run == "none":
        why = "interrupted" if interrupts.asked() else "stopped"
        done = len(results) - left - failed
        where = f"{why} after {done} of {len(results)} operations; the journal is `{work.path}`"
        console.complain(where, _MEND if failed else _GO_ON, kind="note")
    if interrupts.asked() and left:
        return Status.INTERRUPTED
    return Status.FINDINGS if failed else Status.CLEAN


def _parser() -> Parser:
    parser = Parser("apply", "[PATH ...|PLAN] [options]", _DESCRIPTION, _EPILOG)
    add = parser.add_argument
    add("--dry-run", choices=("none", "client", "server"), default="none", metavar="WHERE", help="none, client, server")
    add("--prune", action="store_true", help="delete what argolint applied and the plan lacks")
    add("--force-conflicts", action="store_true", help="take fields from other managers")
    add("--resume", action="store_true", help="finish what the journal says was begun")
    add_wait_flags(parser)
    add("--journal", metavar="FILE", help="by default beside the plan, or with the user's state")
    add("--format", choices=("text", "json"), default="text", metavar="NAME", help="text, json")
    add("--quiet", action="store_true", help="no progress on the terminal")
    add_compile_flags(parser)
    add_plan_flags(parser)
    add_cluster_flags(parser)
    parser.add_common_flags()
    return parser
