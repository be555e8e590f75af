"""Filters of jq, as Argo runs them on the object of a resource template (`valueFrom.jqFilter`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from argolint.expressions.jq import faults, lexer, names, releases
from argolint.expressions.jq.names import Name
from argolint.expressions.jq.tree import Node, walk
from argolint.expressions.result import Problem
from argolint.expressions.unknown import certain, first_unknown

if TYPE_CHECKING:
    from argolint.schema.versions import Version

__all__ = ["Filter", "Name", "Node", "parse"]

_TYPES = {
    "number": "number",
    "string": "string",
    "format": "string",
    "array": "array",
    "object": "object",
}
_LOGICAL = frozenset(("and", "or", "==", "!=", "<", "<=", ">", ">="))
_LAST_PART_TELLS = frozenset(("program", "pipe", "binding", "label", "definition", "group"))
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter as it was read."""

    tree: Node | None
    """Its parts; None where the grammar refuses the text, or where a part of the text is not known yet."""
    names: tuple[Name, ...]
    """The functions and variables of jq itself that it uses."""
    type: str
    """What each result is: number, string, boolean, null, array, object or unknown."""
    problems: tuple[Problem, ...]
    """Why Argo would refuse it or fail with it; none where it works, or where nothing is certain."""


def parse(text: str, version: Version) -> Filter:
    """Read a filter as a release of Argo does; a text with placeholders is blamed only for what precedes them."""
    known_until = first_unknown(text)
    try:
        tree = _tree(text, version)
    except lexer.Refused as refused:
        return Filter(None, (), UNKNOWN, certain((refused.problem,), known_until))
    found = releases.problems(tree, version)
    if known_until is not None or (found and not _is_about_emptiness(tree, found)):
        return Filter(None, (), UNKNOWN, certain(tuple(found), known_until))
    used = names.names(tree)
    found += names.problems(used, text, version)
    nodes = [node for node, _ in walk(tree)]
    found += names.format_problems(nodes)
    found += [_import(node) for node in nodes if node.kind == "import"]
    found.sort(key=lambda problem: problem.start)
    free = tuple(name for name in used)
    return Filter(tree, free, _type(tree), tuple(found))
