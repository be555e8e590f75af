"""Tags that carry what somebody else wrote: a parameter, an item of a list, the output of a step."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions.tags import OPEN, Tag, scan
from argolint.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_VALUES = lazy_pattern(
    r"""
      inputs\.parameters(?:\.[\w.-]+|$)
    | workflow\.(?:parameters|labels|annotations)(?:\.[\w./-]+|$)
    | workflow\.outputs\.parameters\.[\w.-]+
    | item(?:\.[\w.-]+|$)
    | (?:steps|tasks)\.[\w-]+\.outputs\.(?:result|parameters\.(?:(?!\.path$)[\w.-])+)
    """,
    re.VERBOSE,
)
_IN_EXPRESSION = lazy_pattern(
    r"""
      (?<![\w.])
      (?:
        (?:inputs|workflow(?:\.outputs)?)\.parameters (?:\.(?P<field>\w+)|\[\s*['"](?P<key>[^'"]+)['"]\s*\])?
      | item(?!\w)(?:\.(?P<item>\w+))?
      | (?:steps|tasks)(?:\.\w+|\[[^\]]*\])\.outputs\.(?:result|parameters)(?:\.\w+|\[[^\]]*\])?
      )
    """,
    re.VERBOSE,
)
_NUMBER = lazy_pattern(r"\s*(?:asInt|asFloat|int|float|len|round|floor|ceil|sprig\.(?:int|int64|float64|atoi))\s*\(")


class Outside(NamedTuple):
    """A tag with a value from elsewhere; `name` is the variable that it reads."""

    tag: Tag
    name: str

    @property
    def root(self) -> str:
        """The kind of variable: `inputs`, `workflow`, `item`, `steps` or `tasks`."""
        return re.split(r"[.\[]", self.name, maxsplit=1)[0]

    @property
    def short(self) -> str:
        """The last part of its name, which says what it is."""
        parts = [part for part in re.split(r"[.\[\]'\"]+", self.name) if part]
        if parts[-1] == "result" and len(parts) > 2:
            return f"{parts[-3]}-result"
        return parts[-1]


def outside(text: str) -> Iterator[Outside]:
    """The tags of a text, in order, whose values the author of the template does not write."""
    if OPEN not in text:
        return
    for tag in scan(text)[0]:
        name = _expression_name(tag.inner[1:]) if tag.is_expression else _plain_name(tag.name)
        if name is not None:
            yield Outside(tag, name)


def _plain_name(name: str) -> str | None:
    return name if _VALUES.fullmatch(name) else None


def _expression_name(expression: str) -> str | None:
    """The first such variable of an expression, unless a number comes out."""
    found = _IN_EXPRESSION.search(expression)
    return found[0] if found is not None and not _NUMBER.match(expression) else None
