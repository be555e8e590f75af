"""The command `argolint`: chooses the sub-command and turns what goes wrong into an exit status."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

from argolint.cli import console
from argolint.cli.status import Status
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "check": "report every problem of workflow manifests",
    "explain": "print the page of a rule",
    "rules": "list the rules",
    "completions": "print the completions for a shell",
    "config": "show the settings of a file, and their origins",
    "clean": "forget what earlier checks said",
    "schema": "print JSON Schemas for editors",
    "compile": "write the plan that runs them on a cluster",
    "show": "print a plan as people read it",
    "plan": "show what they would change on a cluster",
    "apply": "bring them to a cluster",
    "submit": "start runs",
    "list": "the runs of a namespace",
    "get": "runs with the tree of their steps",
    "watch": "a run as it goes on",
    "logs": "what the pods of a run write",
    "suspend": "start no further step of runs",
    "resume": "let suspended runs go on",
    "retry": "run again what failed in runs",
    "stop": "end runs, exit handlers included",
    "terminate": "end runs at once",
    "delete": "delete runs",
    "graph": "draw what would run",
    "rbac": "write the roles that workflows need",
    "lsp": "the language server for editors",
}
"""The sub-commands, each a module of this package with a function `run`."""

_HELP = """\
argolint finds the mistakes in Argo Workflows manifests before the cluster does.

usage: argolint <command> [arguments]

commands:
{commands}

options:
  -h, --help     show this text; `argolint <command> --help` tells more
  -V, --version  show the version

examples:
  argolint check                           all manifests below this folder
  argolint check --argo-version 3.6 ci/    as Argo 3.6 reads them
  helm template chart | argolint check -   what a template renders
  argolint explain unknown-field           why, and how to mend it
"""
_FLAGS = {"-h": "help", "--help": "help", "help": "help", "-V": "version", "--version": "version"}


def run() -> None:
    """Run the command line of this process and end it."""
    console.prepare()
    status = main(sys.argv[1:])
    _end(status)


def main(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit status; nothing but a status comes out."""
    try:
        return _dispatch(list(arguments))
    except UsageError as error:
        console.complain(error.message, error.hint)
        return Status.USAGE
    except console.OutputError as closed:
        if closed.reason:
            console.complain(closed.reason)
        return closed.status
    except KeyboardInterrupt:
        return Status.INTERRUPTED
    except SystemExit as end:  # how argparse ends after its help
        return end.code if isinstance(end.code, int) else Status.CLEAN
    except Exception as error:
        _confess(error)
        return Status.INTERNAL


def help_text() -> str:
    """What `argolint --help` shows."""
    width = max(map(len, COMMANDS))
    lines = "\n".join(f"  {name:{width}}  {summary}" for name, summary in COMMANDS.items())
    return _HELP.format(commands=lines)


def _dispatch(arguments: list[str]) -> int:
    if not arguments:
        sys.stderr.write(help_text())
        return Status.USAGE
    first, *rest = arguments
    if first in COMMANDS:
        status: int = import_module(f"argolint.cli.{first}").run(rest)
        return status
    if first not in _FLAGS:
        raise UsageError(f"unknown command `{first}`", _meant(first))
    console.write(help_text() if _FLAGS[first] == "help" else f"argolint {_version()}\n")
    return Status.CLEAN


def _meant(word: str) -> str:
    from argolint.nearest import closest

    if word == "-" or os.path.exists(word):
        return f"to check it, say `argolint check {word}`"
    command = closest(word, COMMANDS)
    return f"did you mean `argolint {command}`?" if command else "see `argolint --help`"


def _version() -> str:
    from argolint import __version__

    return __version__


def _confess(error: Exception) -> None:
    """An exception that nobody expected is our mistake: say so in one line, with details on request."""
    if os.environ.get("ARGOLINT_TRACEBACK") == "1":
        import traceback

        traceback.print_exception(error)
    words = " ".join(f"{type(error).__name__}: {error}".split())
    console.complain(
        f"internal error ({words}); this is a mistake of argolint, please report it",
        "run it again with ARGOLINT_TRACEBACK=1 for the details to report",
    )


def _end(status: int) -> NoReturn:
    """End the process at once: there is nothing to tidy up, and taking apart all that was read takes its time."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)
