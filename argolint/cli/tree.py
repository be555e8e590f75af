"""The whole command line as one parser, for completions and the manual."""

from __future__ import annotations

import argparse
from importlib import import_module

from argolint.cli.main import COMMANDS
from argolint.cli.parser import Parser, ParserMade

_DESCRIPTION = "Find the mistakes in Argo Workflows manifests before the cluster does, and bring them there."


def command_line() -> argparse.ArgumentParser:
    """`argolint` with all its commands."""
    root = argparse.ArgumentParser("argolint", description=_DESCRIPTION, add_help=False)
    root.add_argument("-h", "--help", action="store_true", help="show the commands")
    root.add_argument("-V", "--version", action="store_true", help="show the version")
    commands = root.add_subparsers(title="commands", metavar="COMMAND")
    for name, summary in COMMANDS.items():
        own = _parser(name)
        for action in own._actions:
            if action.help is argparse.SUPPRESS and not action.option_strings:
                action.help = "see the description"  # the usage line names it, which neither reader knows
        commands.add_parser(
            name,
            parents=[own],
            add_help=False,
            help=summary,
            description=own.description,
            epilog=own.epilog,
            usage=own.usage,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
    return root


def _parser(command: str) -> Parser:
    """The parser of a command, which makes it when it is run: so it is, until then."""
    Parser.wanted = True
    try:
        import_module(f"argolint.cli.{command}").run([])
    except ParserMade as made:
        return made.parser
    finally:
        Parser.wanted = False
    raise AssertionError(f"{command} has no parser")
