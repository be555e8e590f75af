"""The words for broken limits, whoever refuses them: where to point, what to say, how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from argolint.nearest import Suggestion
from argolint.schema.problems import ExclusiveFields, InvalidChoice, MissingField, OutOfRange, WrongLength
from argolint.schema.words import quoted

if TYPE_CHECKING:
    from argolint.source import Span
    from argolint.syntax.nodes import Mapping

BrokenLimit: TypeAlias = MissingField | InvalidChoice | OutOfRange | WrongLength | ExclusiveFields


class Wording(NamedTuple):
    """What a finding about a broken limit says."""

    span: Span
    message: str
    help: str


def wording(problem: BrokenLimit) -> Wording:
    """The words for a problem."""
    match problem:
        case MissingField():
            return Wording(head(problem.mapping), f"{problem.owner} lacks `{problem.name}`", f"add `{problem.name}`")
        case InvalidChoice():
            return _choice(problem)
        case OutOfRange():
            bounds = _bounds(problem.least, problem.most)
            message = f"`{problem.field}` is {problem.value}, but must be {bounds}"
            return Wording(problem.scalar.span, message, f"write a number that is {bounds}")
        case WrongLength():
            bounds = _bounds(problem.least, problem.most)
            message = f"`{problem.field}` has {_items(problem.length)}, but must have {bounds}"
            help_ = "split it up" if problem.length else "add an item"
            return Wording(problem.sequence.span, message, help_)
        case ExclusiveFields():
            names = [f"`{key.text}`" for key in problem.keys]
            listed = f"{', '.join(names[:-1])} and {names[-1]}"
            message = f"{problem.owner} has {listed}, of which only one may stand"
            return Wording(problem.keys[1].span, message, "keep the one that is meant")


def head(mapping: Mapping) -> Span:
    """Where to point for a whole map: its first key, or its braces when it is empty."""
    for entry in mapping.entries.values():
        if not entry.merged:
            return entry.key.span
    return mapping.span


def _choice(problem: InvalidChoice) -> Wording:
    allowed = ", ".join(f"`{word}`" for word in problem.allowed)
    message = f"`{problem.field}` is {quoted(problem.scalar.text)}, but must be one of {allowed}"
    nearest = problem.nearest
    help_ = Suggestion(problem.scalar.text, nearest) if nearest else "write one of these words"
    return Wording(problem.scalar.span, message, help_)


def _bounds(least: int | None, most: int | None) -> str:
    if least is None:
        return f"at most {most}"
    return f"at least {least}" if most is None else f"between {least} and {most}"


def _items(count: int) -> str:
    return "no items" if count == 0 else "1 item" if count == 1 else f"{count} items"
