"""`argolint rbac`: the service accounts, roles and bindings that workflows need."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

from argolint.access.submitter import COMMANDS, USUAL
from argolint.cli import console
from argolint.cli.clusters import access, add_cluster_flags
from argolint.cli.compiling import add_compile_flags, linked
from argolint.cli.parser import Parser
from argolint.cli.status import Status
from argolint.diagnostic import Severity
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from argolint.access.compare import Comparison
    from argolint.access.permissions import Derivation
    from argolint.cluster.connection import Cluster
    from argolint.plan.linking import Linked
    from argolint.project.files import LoadedFile

_DESCRIPTION = """\
Derive what the service account of each workflow must be allowed to do, and
write the accounts, roles and bindings that give just that. Comments say which
line asks for what, and name what cannot be derived from the files.
"""
_EPILOG = """\
examples:
  argolint rbac ci/ > rbac.yaml
  argolint rbac ci/ --namespace team-a --format table
  argolint rbac ci/ --diff                 roles in ci/ against what it needs
  argolint rbac ci/ --cluster              those of the cluster instead
  argolint rbac ci/ --submitter            for the job that runs argolint
exit: 0 written, 1 --diff or --cluster found something missing, 2 wrong usage
      or no cluster, 3 internal error
"""
_RBAC_KINDS = ("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding")
_FORMATS = ("yaml", "json", "table")


def run(arguments: Sequence[str]) -> int:
    """Write what the workflows need that the arguments name, and return the exit status."""
    options = _parser().parse_intermixed_args(list(arguments))
    if options.cluster:
        return _on_cluster(options)
    checked, derivation = _derived(options)
    if options.diff:
        return _told(_with_files(derivation, checked), options)
    console.write(_text(derivation, options.format))
    return Status.CLEAN


def _derived(options: Namespace, more: Sequence[LoadedFile] = ()) -> tuple[Linked, Derivation]:
    from argolint.access.derive import derive

    # What roles in the files lack is what this command is about, not a mistake that stands in its way.
    checked = linked(options, ignore=("access",), more=more)
    if not checked.objects():
        raise UsageError("no object of Argo can be read in what is named", "see `argolint check`")
    _warn(checked)
    if options.submitter:
        return checked, _submitter(checked, options)
    return checked, derive(checked.objects(), checked.flows, checked.file_of, owners=options.owner_references)


def _submitter(checked: Linked, options: Namespace) -> Derivation:
    from argolint.access.derive import derive
    from argolint.access.permissions import AccountName
    from argolint.access.submitter import WITH_RIGHTS, submitter

    items = checked.objects()
    named = sorted({item.namespace for item in items if item.namespace})
    home = options.namespace or (named[0] if len(named) == 1 else "")
    needed = derive(items, checked.flows, checked.file_of) if WITH_RIGHTS in options.commands else None
    return submitter(items, AccountName(home, options.account), options.commands, checked.file_of, needed)


def _with_files(derivation: Derivation, checked: Linked) -> Comparison:
    """What is needed beside the roles and bindings among the files."""
    from argolint.access.compare import compare
    from argolint.syntax.data import data_of

    found = [data_of(at.node) for kind in _RBAC_KINDS for at in checked.flows.workspace.companions(kind)]
    if not found:
        raise UsageError("nothing to compare with: the files hold no role and no binding", "name files with roles")
    return compare(derivation.permissions, found)


def _on_cluster(options: Namespace) -> int:
    """Tell what the roles and bindings of the cluster lack or give in vain."""
    from argolint.access.compare import compare
    from argolint.cluster.connection import connect
    from argolint.cluster.holdings import holdings

    cluster = connect(access(options))
    options.namespace = cluster.namespace
    _, derivation = _derived(options, [_kinds(cluster)])
    held = holdings(cluster, derivation.permissions)
    for remark in derivation.remarks:
        console.complain(str(remark), kind="note")
    return _told(compare(derivation.permissions, held.objects, held.accounts), options)


def _kinds(cluster: Cluster) -> LoadedFile:
    """The kinds that the cluster knows, as if a file defined them."""
    from argolint.cluster.holdings import custom_kinds
    from argolint.project.files import load_source
    from argolint.source import SourceFile

    return load_source(SourceFile("<cluster>", "---\n".join(f"{json.dumps(at)}\n" for at in custom_kinds(cluster))))


def _told(comparison: Comparison, options: Namespace) -> int:
    from argolint.report.rbac import comparison_json, comparison_text
    from argolint.report.style import Style

    style = Style(color=console.wants_color(options.color, sys.stdout))
    console.write(comparison_json(comparison) if options.format == "json" else comparison_text(comparison, style))
    return Status.FINDINGS if comparison.lacks_anything else Status.CLEAN


def _text(derivation: Derivation, name: str) -> str:
    from argolint.report.rbac import as_json, as_table, as_yaml

    return {"yaml": as_yaml, "json": as_json, "table": as_table}[name](derivation)


def _warn(checked: Linked) -> None:
    """Say that what is broken may hide what it needs."""
    errors = sum(at.severity is Severity.ERROR for at in checked.report.diagnostics)
    if errors:
        count = "an error" if errors == 1 else f"{errors} errors"
        console.complain(
            f"the files hold {count}, so that rights may be missing here", "see `argolint check`", kind="warning"
        )


def _parser() -> Parser:
    parser = Parser("rbac", "[PATH ...] [options]", _DESCRIPTION, _EPILOG)
    add = parser.add_argument
    add("--format", choices=_FORMATS, default="yaml", metavar="NAME", help=", ".join(_FORMATS))
    add("--diff", action="store_true", help="compare with the roles among the files")
    add("--cluster", action="store_true", help="compare with the roles of the cluster")
    add(
        "--owner-references",
        action="store_true",
        help="what OwnerReferencesPermissionEnforcement wants, too",
    )
    add("--submitter", action="store_true", help="what those need who run argolint")
    add(
        "--commands",
        type=_commands,
        default=USUAL,
        metavar="NAMES",
        help=f"of the submitter, `rbac` for --rbac: {','.join(USUAL)}",
    )
    add("--account", default="argolint", metavar="NAME", help="of the submitter: argolint")
    add_compile_flags(parser)
    add_cluster_flags(parser)
    parser.add_common_flags()
    return parser


def _commands(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in names:
        if name not in COMMANDS:
            raise ArgumentTypeError(f"`{name}` is none of {', '.join(COMMANDS)}")
    return names
