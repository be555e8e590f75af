"""`argolint config`: the settings that hold for a file, and where each comes from."""

from __future__ import annotations

import json
import sys
from argparse import SUPPRESS
from typing import TYPE_CHECKING, Any

from argolint.cli import console
from argolint.cli.options import add_settings, settings_among
from argolint.cli.parser import Parser
from argolint.cli.status import Status
from argolint.project.configuration.effective import Configurations
from argolint.report.style import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from argolint.project.configuration.explaining import Explanation, Line
    from argolint.project.configuration.files import Place

_DESCRIPTION = """\
Show the settings that hold for FILE, and where each comes from: a line of a
configuration file, the command line, or the default. Without FILE it is about
files in the current folder. The flags are those of `argolint check`.
"""
_EPILOG = """\
examples:
  argolint config
  argolint config ci/build.yaml --format json
"""
_HERE = "./"
_DEFAULT = "default"


def run(arguments: Sequence[str]) -> int:
    """Print what holds for the file that the arguments name."""
    from argolint.project.configuration.explaining import explain

    flags = vars(_parser().parse_intermixed_args(list(arguments)))
    given = settings_among(flags)
    configurations = Configurations(given, file=flags["config"], isolated=flags["isolated"])
    explanation = explain(configurations, flags["file"] or _HERE)
    if flags["format"] == "json":
        console.write(as_json(explanation))
    else:
        console.write(as_text(explanation, Style(color=console.wants_color(flags["color"], sys.stdout))))
    return Status.CLEAN


def as_text(explanation: Explanation, style: Style) -> str:
    """Settings and changed rules in columns."""
    where = explanation.file if explanation.file != _HERE else "files in this folder"
    read = explanation.configuration or "no configuration file"
    parts = [f"{style.paint(where, 'heading')}: {read}\n\n", *_table(explanation.settings, style)]
    if explanation.rules:
        parts += ["\n", style.paint("rules that differ from the default", "heading"), "\n\n"]
        parts += _table(explanation.rules, style)
    return "".join(parts)


def _table(lines: Sequence[Line], style: Style) -> Iterable[str]:
    names = max(len(line.name) for line in lines)
    values = min(40, max(len(_shown(line.value)) for line in lines))
    for line in lines:
        origins = ", ".join(map(str, line.origins)) or _DEFAULT
        yield f"{line.name:{names}}  {_shown(line.value):{values}}  {style.paint(origins, 'faint')}\n"


def _shown(value: Any) -> str:
    if value is None or value == []:
        return "-"
    if isinstance(value, list):
        return ", ".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def as_json(explanation: Explanation) -> str:
    """The same for programs."""
    document = {
        "version": 1,
        "file": None if explanation.file == _HERE else explanation.file,
        "configuration": explanation.configuration,
        "settings": {line.name: _entry(line) for line in explanation.settings},
        "rules": {line.name: _entry(line) for line in explanation.rules},
    }
    return f"{json.dumps(document, indent=2)}\n"


def _entry(line: Line) -> dict[str, Any]:
    return {"value": line.value, "from": [_origin(at) for at in line.origins] or [_DEFAULT]}


def _origin(at: Place | str) -> Any:
    return at if isinstance(at, str) else at._asdict()


def _parser() -> Parser:
    parser = Parser("config", "[FILE] [options]", _DESCRIPTION, _EPILOG)
    parser.add_argument("file", nargs="?", metavar="FILE", help=SUPPRESS)
    parser.add_argument("--format", choices=("text", "json"), default="text", metavar="NAME", help="text, json")
    add_settings(parser)
    parser.add_common_flags()
    return parser
