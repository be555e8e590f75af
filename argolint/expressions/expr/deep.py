"""Runs functions that call each other deeply without Python's stack, which a deep expression would overflow."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, TypeAlias, TypeVar

Result = TypeVar("Result")

Steps: TypeAlias = Generator[Any, Any, Result]
"""A function that yields the calls it waits for, and is sent their results."""


def run(first: Steps[Result]) -> Result:
    """The result of a function written as steps."""
    waiting: list[Steps[Any]] = [first]
    value: Any = None
    while waiting:
        try:
            called = waiting[-1].send(value)
        except StopIteration as done:
            waiting.pop()
            value = done.value
        else:
            waiting.append(called)
            value = None
    result: Result = value
    return result
