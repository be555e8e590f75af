"""The argument parser that all commands share."""

from __future__ import annotations

import argparse
from typing import NoReturn

from argolint.project.errors import UsageError


class ParserMade(BaseException):
    """Carries the parser of a command out of it, before anything is parsed or done."""

    def __init__(self, parser: Parser) -> None:
        super().__init__()
        self.parser = parser


class Parser(argparse.ArgumentParser):
    """A parser that raises `UsageError` instead of ending the process, and takes no shortened flags."""

    wanted = False
    """Whether somebody wants the parsers themselves: then `ParserMade` is raised in place of parsing."""

    def __init__(self, command: str, usage: str, description: str, epilog: str = "") -> None:
        super().__init__(
            prog=f"argolint {command}",
            usage=f"argolint {command} {usage}",
            description=description,
            epilog=epilog,
            allow_abbrev=False,
            add_help=False,
            formatter_class=_Formatter,
        )

    def add_parameter_flag(self, told: str) -> None:
        """Add `-p`, whose pairs become `parameters`."""
        self.add_argument(
            "-p",
            "--parameter",
            type=pair,
            action="append",
            default=[],
            dest="parameters",
            metavar="NAME=VALUE",
            help=told,
        )

    def add_common_flags(self) -> None:
        """Add the flags that every command has, as the last ones of its help."""
        choices = ("auto", "always", "never")
        self.add_argument("--color", choices=choices, default="auto", metavar="WHEN", help=", ".join(choices))
        self.add_argument("-h", "--help", action="help", help="show this text")

    def parse_known_args(self, args=None, namespace=None):  # type: ignore[no-untyped-def]
        """Parse, unless the parser itself is what is wanted."""
        if Parser.wanted:
            raise ParserMade(self)
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """Tell what is wrong with the arguments."""
        raise UsageError(message, f"see `{self.prog} --help`")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Fits a screen of 80 columns, with the flags in one narrow column."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=80)


def pair(text: str) -> tuple[str, str]:
    """A `NAME=VALUE` of the command line."""
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise argparse.ArgumentTypeError(f"`{text}` is no NAME=VALUE")
    return name, value
