"""See `rules/template-type.md`."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from argolint.model import Template
from argolint.model.build import is_null
from argolint.model.views import TEMPLATE_TYPES, head
from argolint.rules.api import Basis, finding, note, rule
from argolint.syntax.nodes import Mapping

if TYPE_CHECKING:
    from argolint.rules.api import Finding, Findings
    from argolint.rules.context import Context


@rule(on=Template, group="schema", since="0.1", basis=Basis.MAP)
def template_type(template: Template, cx: Context) -> Findings:
    """A template is of no type, or of several."""
    if len(template.bodies) == 1:
        return
    if template.bodies:
        yield _several(template)
    elif not cx.damaged(template.node):
        yield _none(template)


def _several(template: Template) -> Finding:
    first, second, *others = template.bodies
    names = " and ".join(f"`{body.key.text}`" for body in template.bodies)
    return finding(
        second.key.span,
        f"{template.title} is of {len(template.bodies)} types: {names}",
        labels=[note(first.key.span, "one type"), *(note(body.key.span, "one more type") for body in others)],
        help="keep one of them, and give each other a template of its own",
    )


def _none(template: Template) -> Finding:
    for name, entry in template.node.entries.items():
        if name in TEMPLATE_TYPES and is_null(entry.value):
            said = f"{template.title} is of no type: its `{name}` is empty"
            return finding(entry.key.span, said, help=f"indent the fields of `{name}` below it")
    said = f"{template.title} is of no type"
    at = template.span if template.node.entries else template.node.span
    nameless = _nameless_neighbour(template)
    if nameless is not None:
        kind = nameless.bodies[0].key.text
        where = note(head(nameless.node), f"an item with `{kind}` and no name")
        return finding(at, said, labels=[where], help="take the dash in front of that item away to join the two")
    for name, entry in template.node.entries.items():
        if isinstance(entry.value, Mapping):
            inner = next((entry.value.entries[kind] for kind in TEMPLATE_TYPES if kind in entry.value.entries), None)
            if inner is not None:
                help_ = f"move `{inner.key.text}` out of `{name}`"
                return finding(at, said, labels=[note(inner.key.span, "one level too deep")], help=help_)
    return finding(at, said, help=f"give it one of {', '.join(f'`{kind}`' for kind in TEMPLATE_TYPES)}")


def _nameless_neighbour(template: Template) -> Template | None:
    """The template after this one if that has a type and no name: one item cut in two by a dash too many."""
    templates = template.owner.templates
    for at, following in pairwise(templates):
        if at is template and at.name is not None and following.name is None and following.bodies:
            return following
    return None
