"""`argolint rules`: the list of rules."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from argolint.cli import console
from argolint.cli.parser import Parser
from argolint.cli.status import Status
from argolint.report.style import Style
from argolint.rules.api import GROUPS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argolint.rules.api import Rule

_EPILOG = "example:\n  argolint rules --format json\n"


def run(arguments: Sequence[str]) -> int:
    """Print all rules, by group and name."""
    from argolint.rules.registry import all_rules

    options = _parser().parse_args(list(arguments))
    rules = sorted(all_rules(), key=lambda rule: (GROUPS.index(rule.group), rule.name))
    if options.format == "json":
        console.write(as_json(rules))
    else:
        console.write(as_table(rules, Style(color=console.wants_color(options.color, sys.stdout))))
    return Status.CLEAN


def as_table(rules: Sequence[Rule], style: Style) -> str:
    """Name, severity, group and summary in columns."""
    name_width = max((len(rule.name) for rule in rules), default=0)
    group_width = max((len(rule.group) for rule in rules), default=0)
    return "".join(
        f"{style.paint(f'{rule.name:{name_width}}', 'heading')}  "
        f"{style.paint(f'{rule.severity:7}', rule.severity)}  {rule.group:{group_width}}  {rule.summary}\n"
        for rule in rules
    )


def as_json(rules: Sequence[Rule]) -> str:
    """The same and more for programs."""
    names = ("name", "severity", "group", "since", "summary", "aliases")
    return json.dumps([{name: getattr(rule, name) for name in names} for rule in rules], indent=2) + "\n"


def _parser() -> Parser:
    parser = Parser("rules", "[options]", "List the rules by group: name, severity, group, summary.", _EPILOG)
    parser.add_argument("--format", choices=("text", "json"), default="text", metavar="NAME", help="text, json")
    parser.add_common_flags()
    return parser
