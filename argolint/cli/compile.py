"""`argolint compile`: from manifests to a plan that can be read and applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.cli.compiling import add_compile_flags, add_plan_flags, linked, plan_of, refuse
from argolint.cli.files import write_whole
from argolint.cli.parser import Parser
from argolint.cli.status import Status
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

_DESCRIPTION = """\
Check manifests and write what is to be done on a cluster to run them: a plan
with the operations in order, and each run with all its calls. Without -o, or
with -o -, the plan goes to standard output.
"""
_EPILOG = """\
examples:
  argolint compile ci/ -o plan.json
  argolint compile ci/ --rbac -o plan.json    with the roles that it needs
  argolint compile run.yaml templates/ --bundle -o whole.yaml
  argolint compile run.yaml -p tag=v2 --namespace team-a | argolint show -
exit: 0 written, 1 the check found errors, 2 wrong usage, 3 internal error
"""


def run(arguments: Sequence[str]) -> int:
    """Check what the arguments name, write its plan, and return the exit status."""
    from argolint.plan.compiling import bundled, is_sound
    from argolint.plan.document import write_plan

    options = _parser().parse_intermixed_args(list(arguments))
    if options.bundle and options.rbac:
        raise UsageError("--bundle and --rbac do not go together: a bundle is one Workflow", "see `argolint rbac`")
    checked = linked(options)
    if not is_sound(checked):
        return refuse(checked, options.color)
    write_whole(bundled(checked) if options.bundle else write_plan(plan_of(checked, options)), options.output)
    return Status.CLEAN


def _parser() -> Parser:
    parser = Parser("compile", "[PATH ...] [options]", _DESCRIPTION, _EPILOG)
    parser.add_argument("-o", "--output", default="-", metavar="FILE", help="where the plan goes")
    add_compile_flags(parser)
    add_plan_flags(parser)
    parser.add_argument("--bundle", action="store_true", help="one Workflow with all it refers to, as YAML")
    parser.add_common_flags()
    return parser
