"""`argolint explain`: the page of a rule."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from argolint import resources
from argolint.cli import console
from argolint.cli.parser import Parser
from argolint.cli.status import Status
from argolint.nearest import closest
from argolint.patterns import lazy_pattern
from argolint.project.errors import UsageError
from argolint.report.style import Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argolint.rules.api import Rule

_EPILOG = "example:\n  argolint explain unknown-field\n"
_FIXED = "```yaml fixed"
_COMMENT = lazy_pattern(r"<!--\s*(.*?)\s*-->")


def run(arguments: Sequence[str]) -> int:
    """Print the page of the rule that the arguments name."""
    options = _parser().parse_args(list(arguments))
    page = resources.read("rules", f"{_rule(options.rule).name}.md")
    style = Style(color=console.wants_color(options.color, sys.stdout))
    console.write("".join(f"{line}\n" for line in rendered(page, style)))
    return Status.CLEAN


def rendered(page: str, style: Style) -> Iterator[str]:
    """The lines of a page for a terminal: headings stand out, fences become an indentation."""
    fenced = False
    for line in page.rstrip().split("\n"):
        if line.startswith("```"):
            fenced = not fenced
            if line == _FIXED:
                yield "After `--fix`:"
                yield ""
        elif fenced:
            yield f"    {line}".rstrip()
        elif line.startswith("#"):
            yield style.paint(line.lstrip("# "), "heading")
        elif comment := _COMMENT.fullmatch(line):
            yield style.paint(comment[1], "faint")
        else:
            yield line


def _parser() -> Parser:
    parser = Parser("explain", "RULE", "Print the page of a rule: what it finds, why, and how to mend it.", _EPILOG)
    parser.add_argument("rule", metavar="RULE", help="name of the rule, as reports show it")
    parser.add_common_flags()
    return parser


def _rule(name: str) -> Rule:
    from argolint.rules.registry import all_rules, find_rule

    rule = find_rule(name)
    if rule is None:
        close = closest(name, [rule.name for rule in all_rules()])
        meant = f"did you mean `{close}`? " if close else ""
        raise UsageError(f"unknown rule `{name}`", f"{meant}`argolint rules` lists them")
    return rule
