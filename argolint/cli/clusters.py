"""The flags that name a cluster and a plan: what plan and apply share."""

from __future__ import annotations

import json
from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

from argolint.cli.files import STDIN, STDIN_NAME, read_stdin
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from argolint.cli.parser import Parser
    from argolint.cluster.connection import Access
    from argolint.plan.document import Plan


def add_cluster_flags(parser: Parser) -> None:
    """Add the flags by which the cluster is found."""
    add = parser.add_argument
    add("--kubeconfig", metavar="FILE", help="else $KUBECONFIG, ~/.kube/config, or the pod's")
    add("--context", metavar="NAME", help="a context of the kubeconfig")
    add("--token", metavar="TEXT", help="a bearer token instead of the context's user")
    add(
        "--request-timeout",
        type=_seconds,
        default=30.0,
        metavar="SECONDS",
        help="how long to wait for an answer; by default 30",
    )


def access(options: Namespace) -> Access:
    """What the flags say about the cluster."""
    from argolint.cluster.connection import Access

    return Access(options.kubeconfig, options.context, options.namespace, options.token, options.request_timeout)


def saved_plan(options: Namespace) -> tuple[Plan, str] | None:
    """The plan that the one path names, and the path; None where the paths name manifests."""
    from argolint.plan.document import read_plan

    if len(options.paths) != 1:
        return None
    (path,) = options.paths
    text = _text(path, options)
    if text is None:
        return None
    for flag in ("parameters", "parameter_file", "entrypoint", "rbac", "owner"):
        if getattr(options, flag):
            raise UsageError(f"--{flag.replace('_', '-').rstrip('s')} says nothing to a plan: it is compiled already")
    return read_plan(text, path if path != STDIN else STDIN_NAME), path


def _text(path: str, options: Namespace) -> str | None:
    """The text of a plan; None where the path names something else. What standard input holds is kept for later."""
    if path != STDIN and not path.endswith(".json"):
        return None
    try:
        if path == STDIN:
            options.stdin = read_stdin()
            text = options.stdin.decode()
        else:
            with open(path, encoding="utf-8") as file:
                text = file.read()
        data = json.loads(text)
    except (OSError, ValueError, RecursionError):
        return None
    return text if isinstance(data, dict) and "operations" in data else None


def _seconds(text: str) -> float:
    try:
        value = float(text.removesuffix("s"))
    except ValueError:
        value = 0.0
    if not 0 < value <= 3600:
        raise ArgumentTypeError(f"`{text}` is no number of seconds from 1 to 3600")
    return value
