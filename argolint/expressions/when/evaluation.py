"""Works out what a `when` gives, as far as that is certain."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions.result import Problem
from argolint.expressions.when import combining
from argolint.expressions.when.tree import Access, Binary, Group, Literal, Node, Unary, Word
from argolint.expressions.when.values import ANYTHING, QUOTED, Pattern, Type, Value, types_of

if TYPE_CHECKING:
    from argolint.expressions.when.reading import When


class Outcome(NamedTuple):
    """What a `when` gives, or why it gives nothing usable."""

    value: Value
    problem: Problem | None
    """Set where evaluation is sure to fail, and where the value is sure to be no truth value."""
    failed: bool = False
    """Whether evaluation itself fails, so that `value` means nothing."""


def evaluate(when: When) -> Outcome:
    """What a `when` gives; with problems in it, the first of them is why it gives nothing."""
    if when.problems:
        return Outcome(ANYTHING, when.problems[0], failed=True)
    if not when.text:
        return Outcome(True, None)
    if when.tree is None:
        return Outcome(ANYTHING, None)
    value = _run(when.tree, when.words_are_texts)
    if isinstance(value, Problem):
        return Outcome(ANYTHING, value, failed=True)
    types = types_of(value)
    if Type.BOOLEAN in types:
        return Outcome(value, None)
    message = f"it gives {combining.named(types)}, not true or false"
    return Outcome(value, Problem(0, len(when.text), message, "compare the value, as in `a == b`"))


def _run(root: Node, words_are_texts: bool) -> Value | Problem:
    """Evaluate without recursion: the nodes to come, each with how far it is, and the values so far."""
    todo: list[tuple[Node | None, int]] = [(root, 0)]
    done: list[Value | Problem] = []
    while todo:
        node, stage = todo.pop()
        if isinstance(node, Binary):
            _binary(node, stage, todo, done)
        elif isinstance(node, Group):
            todo.append((node.inner, 0))
        elif isinstance(node, Unary):
            if stage:
                done[-1] = combining.prefix(node, done[-1])
            else:
                todo += [(node, 1), (node.operand, 0)]
        else:
            done.append(_leaf(node, words_are_texts))
    return done[-1]


def _binary(node: Binary, stage: int, todo: list[tuple[Node | None, int]], done: list[Value | Problem]) -> None:
    if stage == 0:
        todo += [(node, 1), (node.left, 0)]
    elif stage == 1:
        left = done[-1]
        if isinstance(left, Problem):
            return
        settled, value = combining.settled(node.operator, left)
        if settled:
            done[-1] = value
        else:
            todo += [(node, 2), (node.right, 0)]
    else:
        right = done.pop()
        left = done.pop()
        assert not isinstance(left, Problem)
        done.append(combining.binary(node, left, right))


def _leaf(node: Literal | Word | Access | None, words_are_texts: bool) -> Value | Problem:
    if node is None:
        return None
    if isinstance(node, Access):
        name = node.name.split(".")[0]
        return Problem(node.start, node.end, f"`{node.name}` asks for a field of `{name}`", f"write `'{node.name}'`")
    if isinstance(node, Word):
        if words_are_texts:
            return node.name
        message = f"`{node.name}` has no value here"
        return Problem(node.start, node.end, message, f"write `'{node.name}'` for the text")
    if node.value is None:
        return QUOTED if node.is_text else ANYTHING
    return Pattern(str(node.value)) if node.is_pattern else node.value
