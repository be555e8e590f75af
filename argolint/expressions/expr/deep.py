"""Runs functions that call each other deeply without Python's stack, which a deep expression would overflow."""

from __future__ import annotations

from collections.abc import Generator
from types import GeneratorType
from typing import Any, TypeAlias, TypeVar

Result = TypeVar("Result")

Steps: TypeAlias = Generator[Any, Any, Result]
"""A function that yields the calls it waits for, or their results where those are at hand, and is sent the results."""


def run(first: Steps[Result]) -> Result:
    """The result of a function written as steps."""
    waiting: list[Steps[Any]] = [first]
    value: Any = None
    while waiting:
        try:
            value = waiting[-1].send(value)
        except StopIteration as done:
            waiting.pop()
            value = done.value
        else:
            if isinstance(value, GeneratorType):
                waiting.append(value)
                value = None
    result: Result = value
    return result
