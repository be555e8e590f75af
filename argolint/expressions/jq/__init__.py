"""Filters of jq, as Argo runs them on the object of a resource template (`valueFrom.jqFilter`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions.jq import faults, grammar, lexer, names, releases
from argolint.expressions.jq.names import Name
from argolint.expressions.jq.tree import Node, walk
from argolint.expressions.lalr import Unexpected
from argolint.expressions.result import Problem
from argolint.expressions.unknown import known_length

if TYPE_CHECKING:
    from collections.abc import Iterator

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


class Filter(NamedTuple):
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
    """Read a filter as a release of Argo does; with placeholders in it, only what precedes them is blamed."""
    known = known_length(text)
    words: list[lexer.Word] = []
    try:
        tree = _tree(text, version, words)
    except lexer.Refused as refused:
        certain = refused.detected < known
        return Filter(None, (), UNKNOWN, (refused.problem,) if certain else ())
    if known <= len(text):
        return Filter(None, (), UNKNOWN, ())
    if refusals := releases.problems(tree, version):
        return Filter(None, (), UNKNOWN, tuple(refusals))
    return _checked(tree, text, version)


def _tree(text: str, version: Version, words: list[lexer.Word]) -> Node:
    def seen() -> Iterator[lexer.Word]:
        for word in lexer.words(text, version):
            words.append(word)
            yield word

    try:
        return grammar.parse(seen())
    except Unexpected as unexpected:
        number = unexpected.number
        detected = words[number].end if number < len(words) else len(text)
        raise lexer.Refused(faults.unexpected(words, number, text), detected) from None


def _checked(tree: Node, text: str, version: Version) -> Filter:
    nodes = [tree, *(node for node, _ in walk(tree))]
    free = names.free(tree)
    problems = releases.emptiness(tree, version) + names.problems(free, text, version)
    problems += names.format_problems(nodes)
    problems += [_no_modules(node) for node in nodes if node.kind == "import"]
    problems.sort(key=lambda problem: problem.start)
    return Filter(tree, tuple(free), _type(tree), tuple(problems))


def _no_modules(node: Node) -> Problem:
    return Problem(node.start, node.end, f"the module {node.text} cannot be loaded", "Argo gives a filter no modules")


def _type(node: Node) -> str:
    while node.kind in _LAST_PART_TELLS:
        node = node.parts[-1]
    if node.kind == "constant":
        return "null" if node.text == "null" else "boolean"
    if node.kind == "operator":
        return "boolean" if node.text in _LOGICAL else UNKNOWN
    return _TYPES.get(node.kind, UNKNOWN)
