"""Runs functions that call each other deeply without Python's stack, which they would overflow."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from types import GeneratorType
from typing import Any, TypeAlias, TypeVar

Result = TypeVar("Result")

Steps: TypeAlias = Generator[Any, Any, Result]
"""A function that yields the calls it waits for, or results that are at hand, and is sent the results."""


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


def each(calls: Iterable[Any]) -> Steps[list[Any]]:
    """The results of several calls, one after the other."""
    results: list[Any] = []
    for call in calls:
        results.append((yield call))  # noqa: PERF401 (a comprehension cannot yield)
    return results
