"""`argolint rbac`: the service accounts, roles and bindings that workflows need."""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

from argolint.access.submitter import COMMANDS, USUAL
from argolint.cli import console
from argolint.cli.compiling import add_compile_flags, linked
from argolint.cli.parser import Parser
from argolint.cli.status import Status
from argolint.diagnostic import Severity
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from argolint.access.permissions import Derivation
    from argolint.plan.linking import Linked

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
  argolint rbac ci/ --submitter            for the job that runs argolint
exit: 0 written, 1 --diff found something missing, 2 wrong usage,
      3 internal error
"""
_RBAC_KINDS = ("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding")
_FORMATS = ("yaml", "json", "table")


def run(arguments: Sequence[str]) -> int:
    """Write what the workflows need that the arguments name, and return the exit status."""
    from argolint.access.derive import derive

    options = _parser().parse_intermixed_args(list(arguments))
    # What roles in the files lack is what this command is about, not a mistake that stands in its way.
    checked = linked(options, ignore=("access",))
    _warn(checked)
    if options.submitter:
        derivation = _submitter(checked, options)
    else:
        derivation = derive(checked.objects(), checked.flows, checked.file_of)
    if options.diff:
        return _diff(derivation, checked, options)
    console.write(_text(derivation, options.format))
    return Status.CLEAN


def _submitter(checked: Linked, options: Namespace) -> Derivation:
    from argolint.access.permissions import AccountName
    from argolint.access.submitter import submitter

    items = checked.objects()
    named = sorted({item.namespace for item in items if item.namespace})
    home = options.namespace or (named[0] if len(named) == 1 else "")
    return submitter(items, AccountName(home, options.account), options.commands, checked.file_of)


def _diff(derivation: Derivation, checked: Linked, options: Namespace) -> int:
    """Tell what the roles and bindings among the files lack or give in vain."""
    from argolint.access.compare import compare
    from argolint.plan.data import data_of
    from argolint.report.rbac import comparison_json, comparison_text
    from argolint.report.style import Style

    found = [data_of(at.node) for kind in _RBAC_KINDS for at in checked.flows.workspace.companions(kind)]
    if not found:
        raise UsageError("nothing to compare with: the files hold no role and no binding", "name files with roles")
    comparison = compare(derivation.permissions, found)
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
    add("--submitter", action="store_true", help="what those need who run argolint")
    add(
        "--commands",
        type=_commands,
        default=USUAL,
        metavar="NAMES",
        help=f"of the submitter: {','.join(USUAL)}",
    )
    add("--account", default="argolint", metavar="NAME", help="of the submitter: argolint")
    add_compile_flags(parser)
    parser.add_common_flags()
    return parser


def _commands(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in names:
        if name not in COMMANDS:
            raise ArgumentTypeError(f"`{name}` is none of {', '.join(COMMANDS)}")
    return names
