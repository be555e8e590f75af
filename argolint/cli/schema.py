"""`argolint schema`: JSON Schemas for editors and programs."""

from __future__ import annotations

import json
from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

from argolint import resources
from argolint.cli import console
from argolint.cli.parser import Parser
from argolint.cli.status import Status
from argolint.project.errors import UsageError
from argolint.schema.versions import DEFAULT, SUPPORTED, Version, parse_supported

if TYPE_CHECKING:
    from collections.abc import Sequence

_ARGO = "argo"
_OWN = ("config", "plan")
_DESCRIPTION = """\
Print a JSON Schema: `argo` of the manifests of Argo Workflows, for editors;
`config` of argolint.toml; `plan` of what `argolint compile` writes.
"""
_EPILOG = """\
examples:
  argolint schema argo --argo-version 3.7 > argo.json
  argolint schema config
"""


def run(arguments: Sequence[str]) -> int:
    """Print the schema that the arguments name."""
    options = _parser().parse_args(list(arguments))
    if options.argo_version is not None and options.name != _ARGO:
        raise UsageError(f"`--argo-version` does not go with `{options.name}`", "leave it out")
    console.write(_argo(options.argo_version) if options.name == _ARGO else _own(options.name))
    return Status.CLEAN


def _own(name: str) -> str:
    return f"{json.dumps(json.loads(resources.read('schemas', f'{name}.json')), indent=2)}\n"


def _argo(version: Version | None) -> str:
    from argolint.schema.json_schema import json_schema

    return f"{json.dumps(json_schema(version or DEFAULT), indent=2)}\n"


def _parser() -> Parser:
    parser = Parser("schema", "NAME [options]", _DESCRIPTION, _EPILOG)
    names = (_ARGO, *_OWN)
    parser.add_argument("name", choices=names, nargs="?", default=_ARGO, metavar="NAME", help=", ".join(names))
    help_ = f"{SUPPORTED[0]} to {SUPPORTED[-1]}"
    parser.add_argument("--argo-version", type=_version, metavar="X.Y", help=help_)
    parser.add_common_flags()
    return parser


def _version(text: str) -> Version:
    try:
        (version,) = parse_supported(text)
    except ValueError as error:
        message = f"`{text}` names several versions" if "," in text else str(error)
        raise ArgumentTypeError(message) from None
    return version
