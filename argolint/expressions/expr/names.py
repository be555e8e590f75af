"""The names that an expression takes from its surroundings, as paths with their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from argolint.expressions.expr.deep import Steps, run
from argolint.expressions.expr.tree import (
    Binary,
    Builtin,
    Call,
    Chain,
    Identifier,
    Let,
    Member,
    Pair,
    Slice,
    String,
)
from argolint.expressions.unknown import is_filled_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.expressions.expr.tree import Node

_ENVIRONMENT = "$env"


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a path: `outputs` in `steps['a-b'].outputs`."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Name:
    """A use of a name with the members that follow it by their own names."""

    steps: tuple[Step, ...]
    is_open: bool
    """A member goes on with something that only the run knows: an index, a slice, a computed name."""
    is_called: bool
    """The path is called as a function."""
    is_excused: bool
    """Nil will do: it stands at the left of `??` or before a `?.`; the first step must exist even so."""

    @property
    def path(self) -> tuple[str, ...]:
        """The names of the steps."""
        return tuple(step.name for step in self.steps)

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.steps[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.steps[-1].end


def path_of(node: Any) -> tuple[str, ...] | None:
    """The names of a plain chain of members, such as `inputs.parameters.count`."""
    path: list[str] = []
    while isinstance(node, Member) and isinstance(node.property, String):
        path.append(node.property.value)
        node = node.base
    return (node.name, *reversed(path)) if isinstance(node, Identifier) else None


def names_in(tree: Node) -> tuple[Name, ...]:
    """Every name of the surroundings, in the order of the text; variables of `let` are none."""
    finder = _Finder()
    run(finder.visit(tree, False))
    return tuple(sorted(finder.found, key=lambda name: name.start))


class _Finder:
    __slots__ = ("found", "variables")

    def __init__(self) -> None:
        self.found: list[Name] = []
        self.variables: dict[str, int] = {}

    def visit(self, node: Any, excused: bool) -> Steps[None]:
        if isinstance(node, Identifier | Member | Slice):
            yield self.chain(node, excused, called=False)
        elif isinstance(node, Call):
            yield self.chain(node.callee, excused, called=True)
            for argument in node.arguments:
                yield self.visit(argument, excused)
        elif isinstance(node, Let):
            yield self.visit(node.value, excused)
            self.variables[node.name] = self.variables.get(node.name, 0) + 1
            yield self.visit(node.body, excused)
            self.variables[node.name] -= 1
        elif isinstance(node, Binary):
            yield self.visit(node.left, excused or node.operator == "??")
            yield self.visit(node.right, excused)
        else:
            for child in children(node):
                yield self.visit(child, excused)

    def chain(self, node: Any, excused: bool, called: bool) -> Steps[None]:
        """A chain of members, from its end back to its beginning."""
        steps: list[Step] = []
        is_open = False
        while isinstance(node, Member | Chain | Slice):
            if isinstance(node, Chain):
                node = node.link
                continue
            if isinstance(node, Member) and isinstance(node.property, String) and not is_filled_in(node.property.value):
                steps.append(Step(node.property.value, node.property.start, node.property.end))
            else:
                # What is taken out of a value by an unknown index has no name; the path ends before it.
                steps.clear()
                is_open, called = True, False
                for child in children(node)[1:]:
                    yield self.visit(child, False)
            if isinstance(node, Member) and node.optional:
                excused = True
            node = node.base
        if not isinstance(node, Identifier):
            yield self.visit(node, excused)
            return
        if self.variables.get(node.name):
            return
        if node.name != _ENVIRONMENT:
            steps.append(Step(node.name, node.start, node.end))
        if steps:
            self.found.append(Name(tuple(reversed(steps)), is_open, called, excused))


def children(node: Any) -> list[Any]:
    """The nodes right below a node, in the order of the text."""
    found: list[Any] = []
    for value in _values(node):
        if isinstance(value, list):
            found.extend(value)
        elif value is not None and hasattr(value, "start"):
            found.append(value)
    return found


def _values(node: Any) -> Iterator[Any]:
    if isinstance(node, Builtin):
        yield node.arguments
        return
    if isinstance(node, Pair):
        yield from (node.key, node.value)
        return
    for field in type(node).__slots__:
        yield getattr(node, field)
