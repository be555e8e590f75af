"""`argolint plan`: what manifests would change on a cluster."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from argolint.cli import console
from argolint.cli.clusters import access, add_cluster_flags, saved_plan
from argolint.cli.compiling import add_compile_flags, add_plan_flags, linked, plan_of, refuse
from argolint.cli.files import write_whole
from argolint.cli.parser import Parser
from argolint.cli.status import Status
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from argolint.cluster.comparing import Change
    from argolint.plan.document import Plan

_DESCRIPTION = """\
Show what manifests, or a plan that `argolint compile` wrote, would change on a
cluster: nothing is changed. The server is asked to pretend each change, so that
what it refuses is told. Fields that others own are left out.
"""
_EPILOG = """\
examples:
  argolint plan ci/ --context staging --prune
  argolint plan ci/ -o plan.json && argolint apply plan.json
exit: 0 shown, 1 the check found errors or the cluster refuses something,
2 wrong usage or no cluster, 3 internal error
with --detailed-exitcode: 0 no change, 2 changes, 1 any error
"""
_CHANGES = 2
"""The status that --detailed-exitcode has for changes."""


def run(arguments: Sequence[str]) -> int:
    """Show what the arguments would change, and return the exit status."""
    options = _parser().parse_intermixed_args(list(arguments))
    if not options.detailed_exitcode:
        return _run(options)
    try:
        return _run(options)
    except UsageError as error:
        console.complain(error.message, error.hint)
        return Status.FINDINGS


def _run(options: Namespace) -> int:
    from argolint.cluster.connection import connect
    from argolint.cluster.running import preview
    from argolint.cluster.saved import need_same_inputs, with_observed
    from argolint.plan.compiling import is_sound
    from argolint.plan.document import write_plan
    from argolint.syntax import LARGEST_TEXT

    given = saved_plan(options)
    if given is None:
        checked = linked(options)
        if not is_sound(checked):
            return refuse(checked, options.color)
        plan = plan_of(checked, options)
    else:
        plan = given[0]
        need_same_inputs(plan, LARGEST_TEXT)
    if options.against is not None:
        changes = _against(plan, options)
        console.write(_rendered(changes, options))
        return _status(changes, options)
    cluster = connect(access(options))
    ask = not options.no_dry_run
    changes = preview(plan, cluster, prune=options.prune, force=options.force_conflicts, ask=ask)
    if options.output is not None:
        write_whole(write_plan(with_observed(plan, cluster, changes)), options.output)
    console.write(_rendered(changes, options))
    return _status(changes, options)


def _against(plan: Plan, options: Namespace) -> list[Change]:
    """What the plan changes beside the manifests of a folder, which are compiled alike."""
    from argparse import Namespace

    from argolint.cluster.against import between
    from argolint.plan.compiling import is_sound

    if options.output is not None:
        message = "`-o` saves what was seen on a cluster, and `--against` looks at none"
        raise UsageError(message, "leave one of them out")
    other = linked(Namespace(**{**vars(options), "paths": [options.against], "parameters": [], "parameter_file": None}))
    if not is_sound(other):
        raise UsageError(
            f"the manifests in `{options.against}` have errors, so nothing can be compared with them",
            f"see `argolint check {options.against}`",
        )
    return between(plan, plan_of(other, options), prune=options.prune)


def _rendered(changes: list[Change], options: Namespace) -> str:
    from argolint.report.changes import changes_json, render_changes
    from argolint.report.style import Style

    if options.format == "json":
        return changes_json(changes)
    return render_changes(changes, Style(color=console.wants_color(options.color, sys.stdout)))


def _status(changes: list[Change], options: Namespace) -> int:
    from argolint.cluster.comparing import Deed

    if any(at.deed is Deed.BLOCKED for at in changes):
        return Status.FINDINGS
    return _CHANGES if options.detailed_exitcode and any(at.is_change for at in changes) else Status.CLEAN


def _parser() -> Parser:
    parser = Parser("plan", "[PATH ...|PLAN] [options]", _DESCRIPTION, _EPILOG)
    add = parser.add_argument
    add("-o", "--output", metavar="FILE", help="save the plan there, with what was seen")
    add("--against", metavar="PATH", help="compare with other manifests instead of a cluster")
    add("--prune", action="store_true", help="delete what argolint applied and the plan lacks")
    add("--force-conflicts", action="store_true", help="take fields from other managers")
    add("--no-dry-run", action="store_true", help="only read; fields and refusals stay untold")
    add("--detailed-exitcode", action="store_true", help="0 no change, 2 changes, 1 any error")
    add("--format", choices=("text", "json"), default="text", metavar="NAME", help="text, json")
    add_compile_flags(parser)
    add_plan_flags(parser)
    add_cluster_flags(parser)
    parser.add_common_flags()
    return parser
