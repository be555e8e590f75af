"""`argolint completions`: what a shell needs to complete command lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.cli import console
from argolint.cli.parser import Parser
from argolint.cli.status import Status

if TYPE_CHECKING:
    from argparse import Action, ArgumentParser
    from collections.abc import Iterator, Sequence

_SHELLS = ("bash", "zsh", "fish", "tcsh", "powershell")
_DESCRIPTION = "Print the completions of argolint for a shell."
_EPILOG = """\
examples:
  argolint completions bash > ~/.bash_completion.d/argolint
  argolint completions zsh > ~/.zfunc/_argolint
  argolint completions fish > ~/.config/fish/completions/argolint.fish
"""
_FILES = frozenset(
    {
        "baseline",
        "config",
        "helm_values",
        "kubeconfig",
        "output",
        "outputs",
        "parameter_file",
        "path",
        "paths",
        "workflow_defaults",
    }
)
"""What takes the path of a file or folder, by the name under which it is parsed."""

_RULES = frozenset({"rule"})


def run(arguments: Sequence[str]) -> int:
    """Print the completions that the arguments name, and return the exit status."""
    options = _parser().parse_args(list(arguments))
    console.write(completions(options.shell))
    return Status.CLEAN


def completions(shell: str) -> str:
    """The completions for a shell, as a script of it."""
    import shtab

    from argolint.cli.tree import command_line

    root = command_line()
    for action in _actions(root):
        if action.dest in _FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
        elif action.dest in _RULES:
            action.choices = _rule_names()
    text: str = shtab.complete(root, shell)
    return text


def _actions(parser: ArgumentParser) -> Iterator[Action]:
    for action in parser._actions:
        yield action
        for below in action.choices.values() if isinstance(action.choices, dict) else ():
            yield from _actions(below)


def _rule_names() -> list[str]:
    from argolint.rules.registry import all_rules

    return [rule.name for rule in all_rules()]


def _parser() -> Parser:
    parser = Parser("completions", "SHELL", _DESCRIPTION, _EPILOG)
    parser.add_argument("shell", choices=_SHELLS, metavar="SHELL", help=", ".join(_SHELLS))
    parser.add_common_flags()
    return parser
