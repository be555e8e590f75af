"""The tasks of a dag template and what each waits for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions.depends import Operand, operands
from argolint.graph.circles import circles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from argolint.model import Invocation, Template
    from argolint.syntax.nodes import Scalar


class Dependency(NamedTuple):
    """A task named by another: `at` is the scalar that names it, `operand` its place in a `depends` text."""

    name: str
    at: Scalar
    operand: Operand | None
    """None when the name is the whole scalar, or when filling moved the offsets."""
    result: str | None
    listed: bool = False
    """Whether it stands in `dependencies`, not in a `depends` text."""


class TaskGraph:
    """Dependencies between the tasks of one template; names are taken after substitution."""

    def __init__(self, template: Template, text: Callable[[Scalar], str]) -> None:
        self.template = template
        self.tasks: dict[str, Invocation] = {}
        self.dependencies: dict[str, tuple[Dependency, ...]] = {}
        self._ancestors: dict[str, frozenset[str]] = {}
        for task in template.tasks:
            if task.name is not None:
                name = text(task.name)
                self.tasks[name] = task
                self.dependencies[name] = tuple(_dependencies(task, text))

    @cached_property
    def certain(self) -> bool:
        """Whether the order of tasks is known: each waits for tasks that exist, and none for itself."""
        names = {at.name for found in self.dependencies.values() for at in found}
        return names <= self.tasks.keys() and not self.cycles()

    def sorted(self) -> tuple[Invocation, ...]:
        """The tasks so that each comes after those it waits for; as written where their order is not known."""
        if len(self.tasks) != len(self.template.tasks) or not any(self.dependencies.values()) or not self.certain:
            return self.template.tasks
        waiting = {name: {at.name for at in found} for name, found in self.dependencies.items()}
        followers: dict[str, list[str]] = {}
        for name, others in waiting.items():
            for other in others:
                followers.setdefault(other, []).append(name)
        queue = [name for name, others in waiting.items() if not others]
        for name in queue:
            for follower in followers.get(name, ()):
                waiting[follower].discard(name)
                if not waiting[follower]:
                    queue.append(follower)
        return tuple(self.tasks[name] for name in queue)

    def ancestors(self, name: str) -> frozenset[str]:
        """Every task that has finished before this one starts, itself never counted."""
        known = self._ancestors.get(name)
        if known is None:
            seen: set[str] = set()
            queue = [dependency.name for dependency in self.dependencies.get(name, ())]
            while queue:
                at = queue.pop()
                if at not in seen and at in self.tasks:
                    seen.add(at)
                    queue.extend(dependency.name for dependency in self.dependencies[at])
            known = self._ancestors[name] = frozenset(seen)
        return known

    def cycles(self) -> list[list[Invocation]]:
        """One circle of waiting tasks for each group that waits for itself, in the order of waiting."""
        edges = {
            name: [dependency.name for dependency in dependencies if dependency.name in self.tasks]
            for name, dependencies in self.dependencies.items()
        }
        return [[self.tasks[at] for at in circle] for circle in circles(edges)]


def _dependencies(task: Invocation, text: Callable[[Scalar], str]) -> Iterator[Dependency]:
    for scalar in task.dependencies:
        yield Dependency(text(scalar), scalar, None, None, listed=True)
    if task.depends is not None:
        filled = text(task.depends)
        unchanged = filled == task.depends.text
        for operand in operands(filled):
            yield Dependency(operand.name, task.depends, operand if unchanged else None, operand.result)
