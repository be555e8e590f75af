"""`argolint graph`: what would run, as a picture."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Final

from argolint.cli.compiling import add_compile_flags, linked
from argolint.cli.files import write_whole
from argolint.cli.parser import Parser
from argolint.cli.status import Status
from argolint.nearest import closest
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from argolint.model import WorkflowObject

_DESCRIPTION = """\
Draw what manifests would run: tasks, steps, loops, conditions, hooks and exit
handlers, through all WorkflowTemplates that they call, with the findings of
the check on them. Manifests with mistakes are drawn as far as they can be read.
"""
_EPILOG = """\
examples:
  argolint graph ci/build.yaml -o build.svg
  argolint graph ci/ -o ci.html            with search and source text
  argolint graph ci/ --object workflow/build --format dot | dot -Tpng > b.png
exit: 0 drawn, 2 wrong usage or nothing to draw, 3 internal error
"""
_FORMATS: Final = ("mermaid", "dot", "svg", "html")
_ENDINGS: Final = {".mmd": "mermaid", ".gv": "dot", ".dot": "dot", ".svg": "svg", ".html": "html", ".htm": "html"}


def run(arguments: Sequence[str]) -> int:
    """Draw what the arguments name, and return the exit status."""
    from argolint.drawing.drawings import Artist

    options = _parser().parse_intermixed_args(list(arguments))
    checked = linked(options)
    artist = Artist(checked.flows, checked.shown.__getitem__, checked.report.diagnostics)
    entrypoint = options.entrypoint
    drawings = [artist.draw(item, entrypoint) for item in _chosen(checked.objects(), options)]
    text: str = import_module(f"argolint.report.{_format(options)}").draw(drawings)
    write_whole(text, options.output)
    return Status.CLEAN


def _format(options: Namespace) -> str:
    """The format asked for, or that which the name of the file tells."""
    return options.format or _ENDINGS.get(os.path.splitext(options.output)[1].lower(), _FORMATS[0])


def _chosen(items: list[WorkflowObject], options: Namespace) -> list[WorkflowObject]:
    if not items:
        raise UsageError("nothing to draw: the files hold no workflow and no template", "name files with workflows")
    if options.object is not None:
        items = _named(items, options.object)
    if options.entrypoint is None:
        return items
    having = [item for item in items if item.template(options.entrypoint) is not None]
    if not having:
        names = sorted({at.name.text for item in items for at in item.templates if at.name is not None})
        best = closest(options.entrypoint, names)
        raise UsageError(
            f"no object has a template `{options.entrypoint}`",
            f"did you mean `{best}`?" if best else f"the templates are {', '.join(names)}",
        )
    return having


def _named(items: list[WorkflowObject], wanted: str) -> list[WorkflowObject]:
    titles = {id(item): _title(item) for item in items}
    found = [item for item in items if wanted.lower() in (titles[id(item)], titles[id(item)].partition("/")[2])]
    if not found:
        names = sorted(set(titles.values()))
        best = closest(wanted.lower(), names)
        raise UsageError(
            f"no object is called `{wanted}`",
            f"did you mean `{best}`?" if best else f"the objects are {', '.join(names)}",
        )
    return found


def _title(item: WorkflowObject) -> str:
    name = item.name or item.generate_name
    return f"{item.kind.value}/{name.text if name is not None else ''}".lower()


def _parser() -> Parser:
    parser = Parser("graph", "[PATH ...] [options]", _DESCRIPTION, _EPILOG)
    add = parser.add_argument
    add("--format", choices=_FORMATS, metavar="NAME", help=f"{', '.join(_FORMATS)}; else by the name of FILE")
    add("-o", "--output", default="-", metavar="FILE", help="where the picture goes")
    add("--object", metavar="KIND/NAME", help="draw only this one")
    add_compile_flags(parser)
    parser.add_common_flags()
    return parser
