"""What an expression tag comes to where all that it reads is known before anything runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from argolint.expressions.tags import CLOSE, OPEN, is_known

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from argolint.expressions.expr import Expression, Name
    from argolint.expressions.expr.functions import Form
    from argolint.expressions.result import Problem
    from argolint.schema.versions import Version

_LISTS_AS_JSON: Final = (3, 6)
_PLAIN: Final = (1e-6, 1e21)
"""Between these Go writes a float without an exponent."""


def computed(expression: str, lookup: Callable[[str], str | None], version: Version) -> str | None:
    """The text that Argo puts in for an expression tag, or None where it is not certain."""
    from argolint.expressions.expr import ANYTHING, Constant, check, environment, fold, parse

    read = parse(expression, version)
    if read.tree is None:
        return None
    functions = environment("tag", version).functions
    known = _all_known(read, functions, lookup)
    if known is None or check(read, ANYTHING).problems:
        return None
    value = fold(read, functions, known)
    return _written(value.value, version) if isinstance(value, Constant) else None


def failure(read: Expression, lookup: Callable[[str], str | None], functions: Mapping[str, Form]) -> Problem | None:
    """Why an expression without mistakes fails with the values that are known now, if it does."""
    from argolint.expressions.expr import Constant, fold

    known = _all_known(read, functions, lookup)
    found = fold(read, functions, known) if known else None
    return None if isinstance(found, Constant) else found


def _all_known(
    read: Expression, functions: Mapping[str, Form], lookup: Callable[[str], str | None]
) -> dict[str, Any] | None:
    """The values of all names that an expression reads, or None where one is not known."""
    known: dict[str, Any] = {}
    for name in read.names:
        if name.is_called and name.path[0] in functions:
            continue
        if not _learn(known, name, lookup):
            return None
    return known


def _learn(known: dict[str, Any], name: Name, lookup: Callable[[str], str | None]) -> bool:
    """Put the value of a name where the expression looks for it; False where the value is not known."""
    value = lookup(".".join(name.path))
    if value is None or not is_known(value) or len(name.path) < 2 or any("." in step for step in name.path):
        return False
    at = known
    for step in name.path[:-1]:
        at = at.setdefault(step, {})
        if not isinstance(at, dict):
            return False
    return bool(at.setdefault(name.path[-1], value) == value)


def _written(value: Any, version: Version) -> str | None:
    """A value as Argo pastes it; nothing is certain about one that brings tags along."""
    if isinstance(value, str):
        return None if OPEN in value or CLOSE in value or not is_known(value) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    if value is None or version < _LISTS_AS_JSON:
        return None
    import json  # few texts are computed

    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    return None if OPEN in text or CLOSE in text else text


def _number(value: float) -> str | None:
    if not value:
        return "0"
    if not _PLAIN[0] <= abs(value) < _PLAIN[1]:
        return None
    text = repr(value)
    return None if "e" in text else text.removesuffix(".0")
