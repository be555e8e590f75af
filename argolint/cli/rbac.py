"""`argolint rbac`: the service accounts, roles and bindings that workflows need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.cli import console
from argolint.cli.compiling import add_compile_flags, linked
from argolint.cli.parser import Parser
from argolint.cli.status import Status
from argolint.diagnostic import Severity

if TYPE_CHECKING:
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
  argolint rbac run.yaml templates/ --namespace team-a --format table
exit: 0 written, 2 wrong usage, 3 internal error
"""
_FORMATS = ("yaml", "json", "table")


def run(arguments: Sequence[str]) -> int:
    """Write what the workflows need that the arguments name, and return the exit status."""
    from argolint.access.derive import derive

    options = _parser().parse_intermixed_args(list(arguments))
    # What roles in the files lack is what this command is about, not a mistake that stands in its way.
    checked = linked(options, ignore=("access",))
    _warn(checked)
    derivation = derive(checked.objects(), checked.flows, checked.file_of)
    console.write(_text(derivation, options.format))
    return Status.CLEAN


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
    add_compile_flags(parser)
    parser.add_common_flags()
    return parser
