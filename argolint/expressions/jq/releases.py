"""Where a release of Argo takes less than the grammar does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.jq.tree import walk
from argolint.expressions.result import Problem
from argolint.schema.versions import Version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.expressions.jq.tree import Node

_BLOCKS_ARE_TERMS = Version(3, 6)
"""Since then `if`, `try`, `reduce` and `foreach` stand where a term may, `def` and `label` no longer."""
_ANY_SOURCE = Version(4, 1)
"""Since then what stands in front of `as` may hold operators."""
_NO_EMPTY_FILTER = Version(3, 6)

_BLOCKS = frozenset(("if", "try", "reduce", "foreach"))
_TAILS = {"definition": "def", "label": "label"}
_APPLIED = frozenset(("field", "key", "slice", "each"))
_PARENTHESES = "put it in parentheses"


def problems(program: Node, version: Version) -> list[Problem]:
    """What a release refuses in a filter that another one may take."""
    return [problem for node, parent in walk(program) for problem in _check(node, parent, version)]


def emptiness(program: Node, version: Version) -> list[Problem]:
    """The problem of a filter that says nothing, which old releases read as `.`."""
    body = program.parts[-1]
    while body.kind == "definition":
        body = body.parts[-1]
    if body.kind != "absent" or version < _NO_EMPTY_FILTER:
        return []
    return [Problem(0, program.end, "the filter is empty", "write `.` for the whole object")]


def _check(node: Node, parent: Node, version: Version) -> Iterator[Problem]:
    if node.kind == "entry" and len(node.parts) == 2:
        yield from _check_value(node.parts[1], version)
    elif node.kind in ("reduce", "foreach"):
        yield from _check_source(node.parts[0], version)
    elif node.kind == "binding":
        yield from _check_binding(node.parts[0], version)
    elif node.kind == "operator" and (tail := _rightmost(node.parts[0])).kind in _TAILS:
        yield _misplaced(tail)
    if node.kind in _TAILS and parent.kind in ("operator", "try") and version >= _BLOCKS_ARE_TERMS:
        yield _misplaced(node)
    if version < _BLOCKS_ARE_TERMS and _applied_to_block(node, parent):
        yield _too_new(node, _base(node), _BLOCKS_ARE_TERMS)


def _applied_to_block(node: Node, parent: Node) -> bool:
    if node.kind in _APPLIED or node.kind == "unary":
        return _base(node.parts[0]).kind in _BLOCKS
    return node.kind == "optional" and parent.kind == "try" and _base(node).kind in _BLOCKS


def _check_value(value: Node, version: Version) -> Iterator[Problem]:
    """The value of a key holds no tails, and is a term, or terms joined by pipes, in old releases."""
    rest: Node | None = value
    while rest is not None:
        part, rest = (rest.parts[0], rest.parts[1]) if rest.kind == "pipe" else (rest, None)
        if part.kind in _TAILS:
            yield _misplaced(part)
        elif version < _BLOCKS_ARE_TERMS and not _is_old_term(part):
            yield _too_new(part, part, _BLOCKS_ARE_TERMS)


def _check_source(source: Node, version: Version) -> Iterator[Problem]:
    if source.kind in _TAILS:
        yield _misplaced(source)
    elif version < _BLOCKS_ARE_TERMS and not _is_old_term(source):
        yield _too_new(source, source, _BLOCKS_ARE_TERMS)


def _check_binding(source: Node, version: Version) -> Iterator[Problem]:
    if version >= _ANY_SOURCE:
        return
    if version >= _BLOCKS_ARE_TERMS:
        if source.kind == "operator":
            yield _too_new(source, source, _ANY_SOURCE)
        return
    last = _rightmost(source)
    if not _is_old_term(last):
        yield _too_new(source, last, _BLOCKS_ARE_TERMS)


def _rightmost(node: Node) -> Node:
    while node.kind in ("operator", "try"):
        node = node.parts[-1]
    return node


def _is_old_term(node: Node) -> bool:
    return node.kind != "operator" and _base(node).kind not in _BLOCKS


def _base(node: Node) -> Node:
    while node.kind == "optional" or node.kind in _APPLIED:
        node = node.parts[0]
    return node


def _misplaced(node: Node) -> Problem:
    word = _TAILS[node.kind]
    return Problem(node.start, node.start + len(word), f"`{word}` cannot begin here", _PARENTHESES)


def _too_new(whole: Node, part: Node, since: Version) -> Problem:
    shown = f"`{part.kind}`" if part.kind in _BLOCKS else "an operator"
    return Problem(whole.start, whole.end, f"{shown} can stand here only since Argo {since}", _PARENTHESES)
