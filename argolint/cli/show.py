"""`argolint show`: a plan as people read it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from argolint.cli import console
from argolint.cli.parser import Parser
from argolint.cli.status import Status
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

_DESCRIPTION = "Show a plan: its operations in order, and each run with all its calls."
_EPILOG = "example:\n  argolint show plan.json\n"


def run(arguments: Sequence[str]) -> int:
    """Print the plan that the arguments name."""
    from argolint.plan.document import read_plan, write_plan
    from argolint.report.plan import render
    from argolint.report.style import Style

    options = _parser().parse_args(list(arguments))
    plan = read_plan(_text(options.plan), options.plan if options.plan != "-" else "<stdin>")
    style = Style(color=console.wants_color(options.color, sys.stdout))
    console.write(write_plan(plan) if options.format == "json" else render(plan, style))
    return Status.CLEAN


def _text(path: str) -> str:
    try:
        if path == "-":
            return sys.stdin.read()
        with open(path, encoding="utf-8") as file:
            return file.read()
    except OSError as error:
        raise UsageError(f"`{path}` cannot be read: {(error.strerror or str(error)).lower()}") from None
    except UnicodeDecodeError:
        raise UsageError(f"`{path}` is no plan: it is not a text in UTF-8") from None


def _parser() -> Parser:
    parser = Parser("show", "PLAN [options]", _DESCRIPTION, _EPILOG)
    parser.add_argument("plan", metavar="PLAN", help="a file that `argolint compile` wrote, or -")
    parser.add_argument("--format", choices=("text", "json"), default="text", metavar="NAME", help="text, json")
    parser.add_common_flags()
    return parser
