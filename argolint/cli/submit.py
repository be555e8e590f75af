"""`argolint submit`: starts runs, from manifests or from what a cluster has."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from argolint.cli import console
from argolint.cli.clusters import add_cluster_flags
from argolint.cli.compiling import add_compile_flags, linked, parameters, refuse
from argolint.cli.parser import Parser, pair
from argolint.cli.runs import OUTPUTS, on_cluster, show, style, watch
from argolint.cli.status import Status
from argolint.cli.waiting import Patience, add_wait_flags, failures, progress, wait
from argolint.cluster.runs import SUBMISSION, key_of_run, submit, to_submit, with_parameters
from argolint.cluster.sources import from_source
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from argolint.cli.waiting import Waited
    from argolint.cluster.connection import Cluster
    from argolint.cluster.objects import Json
    from argolint.plan.linking import Linked

_DESCRIPTION = """\
Check workflows and start each of them anew, or start what the cluster has with
--from workflowtemplate/NAME, clusterworkflowtemplate/NAME or cronwf/NAME.
"""
_EPILOG = """\
examples:
  argolint submit build.yaml -p tag=v2 --watch
  argolint submit --from workflowtemplate/build --wait --timeout 30m
exit: 0 started (with --wait, --watch or --log: succeeded), 1 the check found
errors, refused, not succeeded or not in time, 2 wrong usage or no cluster,
130 interrupted
"""


def run(arguments: Sequence[str]) -> int:
    """Start what the arguments name, and return the exit status."""
    options = _parser().parse_intermixed_args(list(arguments))
    if options.source is not None:
        if options.paths:
            raise UsageError("--from and manifests do not go together", "leave out one of them")
        return on_cluster(options, lambda cluster: _start(cluster, [_sourced(cluster, options)], options))
    if not options.paths:
        raise UsageError("nothing to start is named", "name manifests, or what the cluster has with --from")
    checked = linked(options)
    from argolint.model import Kind
    from argolint.plan.compiling import is_sound
    from argolint.plan.data import object_data

    if not is_sound(checked):
        return refuse(checked, options.color)
    found = [object_data(item) for item in checked.objects() if item.kind is Kind.WORKFLOW]
    if not found:
        raise UsageError("there is no Workflow in what is named", "--from starts a template that the cluster has")
    left = _left_out(checked, found)
    if left:
        names = ", ".join(f"`{name}`" for name in left)
        console.complain(
            f"submit starts runs only: {names} must be on the cluster", "`argolint apply` brings them", kind="note"
        )
    return on_cluster(options, lambda cluster: _start(cluster, found, options))


def _left_out(checked: Linked, workflows: Sequence[Json]) -> list[str]:
    """The templates among the files that these workflows refer to, by themselves or by each other."""
    from argolint.model import Kind
    from argolint.plan.data import object_data

    found = {
        (item.kind is Kind.CLUSTER_WORKFLOW_TEMPLATE, item.name.text): object_data(item)
        for item in checked.objects()
        if item.kind in (Kind.WORKFLOW_TEMPLATE, Kind.CLUSTER_WORKFLOW_TEMPLATE) and item.name is not None
    }
    used: dict[tuple[bool, str], None] = {}
    ahead: list[Json] = list(workflows)
    while ahead:
        for ref in _references(ahead.pop().get("spec")):
            if ref in found and ref not in used:
                used[ref] = None
                ahead.append(found[ref])
    return sorted(name for _, name in used)


def _references(value: Any) -> Iterator[tuple[bool, str]]:
    """The templates that a part of a spec refers to: whether each is one of the whole cluster, and its name."""
    if isinstance(value, list):
        for item in value:
            yield from _references(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name in ("workflowTemplateRef", "templateRef") and isinstance(item, dict):
                yield item.get("clusterScope") is True, str(item.get("name"))
            yield from _references(item)


def _sourced(cluster: Cluster, options: Namespace) -> Json:
    given = parameters(options)
    found = with_parameters(from_source(cluster, options.source, given), given)
    if options.entrypoint is not None:
        found["spec"]["entrypoint"] = options.entrypoint
    return found


def _start(cluster: Cluster, workflows: Sequence[Json], options: Namespace) -> int:
    started, refused = _started(cluster, [to_submit(cluster, _named(workflow, options)) for workflow in workflows])
    if not started:
        return refused
    return max(refused, _seen(cluster, started, options))


def _started(cluster: Cluster, workflows: Sequence[Json]) -> tuple[list[Json], int]:
    """Start workflows; one that the cluster refuses stops no other, since those before it run already."""
    from argolint.cluster.explaining import explained
    from argolint.cluster.refusals import RefusalError

    started: list[Json] = []
    status: int = Status.CLEAN
    for workflow in workflows:
        try:
            started.append(submit(cluster, workflow))
        except RefusalError as no:
            if no.status == 404:
                raise
            for line in explained(no, key_of_run(workflow), None):
                console.complain(line)
            status = Status.FINDINGS
    return started, status


def _seen(cluster: Cluster, started: list[Json], options: Namespace) -> int:
    """Show what was started, or what becomes of it."""
    if options.watch:
        return watch(cluster, started, options).status
    status: int = Status.CLEAN
    if options.log or options.wait:
        started, status = _waited(cluster, started, options)
    if options.log:
        return status
    if options.output == "text" and not options.wait:
        for at in started:
            console.write(f"workflow {at['metadata']['name']} submitted to namespace {at['metadata']['namespace']}\n")
        sys.stdout.flush()
    else:
        show(started, options)
    return status


def _waited(cluster: Cluster, started: Sequence[Json], options: Namespace) -> Waited:
    """Wait for runs; in the meantime, tell what their pods write, or how far they are."""
    from argolint.cli.interrupts import Interrupts

    with Interrupts() as interrupts:
        patience = Patience(interrupts, options.timeout)
        if not options.log:
            return wait(cluster, [key_of_run(run) for run in started], patience, progress(options), SUBMISSION)
        from argolint.cli.logs import WHOLE, follow

        for run in started:
            follow(cluster, run, WHOLE, style(options), patience)
        found = wait(cluster, [key_of_run(run) for run in started], patience, None, SUBMISSION)
        failures(found.runs)
        return found


def _named(workflow: Json, options: Namespace) -> Json:
    meta = dict(workflow.get("metadata") or {})
    if options.generate_name is not None:
        meta.pop("name", None)
        meta["generateName"] = options.generate_name
    meta["labels"] = {**(meta.get("labels") or {}), **dict(options.labels)}
    return {**workflow, "metadata": meta}


def _parser() -> Parser:
    parser = Parser("submit", "[PATH ...|--from KIND/NAME] [options]", _DESCRIPTION, _EPILOG)
    add = parser.add_argument
    add("--from", dest="source", metavar="KIND/NAME", help="what the cluster has")
    add("--generate-name", metavar="PREFIX", help="begin the name so")
    add("--labels", type=pair, action="append", default=[], metavar="NAME=VALUE", help="a label for the run")
    add("--watch", action="store_true", help="show it until it has ended")
    add("--log", action="store_true", help="show what its pods write until it has ended")
    add("-o", "--output", choices=OUTPUTS, default="text", metavar="FORM", help=", ".join(OUTPUTS))
    add_wait_flags(parser)
    add_compile_flags(parser)
    add_cluster_flags(parser)
    parser.add_common_flags()
    return parser
