"""See `rules/template-injection.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.kubernetes.containers import CONTAINER_FIELDS
from argolint.model import Template
from argolint.rules.api import Change, Mending, finding, note, rule
from argolint.scripts.languages import PYTHON, SHELL
from argolint.scripts.programs import programs
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.expressions.outside import Outside
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.scripts.programs import Program

_READS = {SHELL: '`"${}"`', PYTHON: '`os.environ["{}"]`'}


@rule(on=Template, group="security", severity=Severity.WARNING, since="0.1", needs=CONTAINER_FIELDS)
def template_injection(template: Template, cx: Context) -> Findings:
    """A parameter, an item or a result is pasted into a program, so its value may become code."""
    if not cx.document.tagged:
        return
    for program in programs(template):
        if "{{" not in program.text.text:
            continue
        from argolint.security.injection import by_environment, pasted

        found = pasted(program, template, cx.flow(template.owner))
        if not found:
            continue
        edits = by_environment(program, found, cx.document.source)
        first, *others = _first_of_each(found)
        spans = [locate(cx.document.source, program.text, one.tag.start, one.tag.end) for one in (first, *others)]
        yield finding(
            spans[0],
            f"{_named(first, len(others))} pasted into {program.title}, where a quote becomes code",
            labels=[note(span, "and here") for span in spans[1:]],
            help=_help(first, program),
            fix=Mending("pass it in the environment", tuple(Change(*edit) for edit in edits)) if edits else None,
        )


def _first_of_each(found: list[Outside]) -> list[Outside]:
    distinct: dict[str, Outside] = {}
    for one in found:
        distinct.setdefault(one.name, one)
    return list(distinct.values())


def _named(first: Outside, others: int) -> str:
    if not others:
        return f"`{first.name}` is"
    return f"`{first.name}` and {others} more {'value' if others == 1 else 'values'} are"


def _help(one: Outside, program: Program) -> str:
    from argolint.scripts.environment import variable_name

    tag = program.text.text[one.tag.start : one.tag.end]
    name, _ = variable_name(one.short, tag, program.container.node)
    read = _READS.get(program.family)
    reading = f" and read it as {read.format(name)}" if read is not None else " and read it from there"
    return f"set the environment variable `{name}` to `{tag}`{reading}"
