"""`argolint lsp`: the language server for editors."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from argolint.cli.options import add_findings_settings, settings_among
from argolint.cli.parser import Parser
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

_TEXT = """\
The language server: editors start it and speak with it on standard input and
output. It tells what `argolint check` tells, while one types. The flags for
rules and versions are those of `argolint check`, and win over configurations.
"""
_EPILOG = """\
examples:
  argolint lsp
  argolint lsp --argo-version 3.7 --profile security
"""


def run(arguments: Sequence[str]) -> int:
    """Serve one editor until it is done."""
    parser = Parser("lsp", "[options]", _TEXT, _EPILOG)
    parser.add_argument(
        "--stdio", action="store_true", help="for editors that insist on saying it: there is no other way"
    )
    add_findings_settings(parser)
    parser.add_common_flags()
    given = settings_among(vars(parser.parse_args(list(arguments))))
    if find_spec("pygls") is None or find_spec("lsprotocol") is None:
        raise UsageError("the language server needs the packages pygls and lsprotocol", "pip install 'argolint[lsp]'")
    from argolint.lsp.server import serve

    return serve(given)
