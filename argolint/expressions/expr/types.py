"""Static types of expressions: Go's types as far as the language can produce them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from argolint.expressions.expr.functions import Edition, Form

Kind = Literal[
    "any", "nil", "bool", "int", "float", "string", "array", "map", "function", "time", "duration",
    "location", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Type:
    """A static type: `any` is what only the run knows, `duration` every whole number with a unit."""

    kind: Kind
    name: str
    """How Go spells it; empty for a value of which nothing at all is known."""

    element: Type | None = None
    """What a list or a map is declared to hold."""

    key: Type | None = None
    known: Type | None = None
    """What the elements are seen to be beyond their declaration."""

    call: Edition | Form | None = None
    """How the value can be called."""

    @property
    def held(self) -> Type:
        """What an element of a list or a value of a map is."""
        return self.known or self.element or UNKNOWN

    @property
    def plain(self) -> Type:
        """The type without what is known of its elements."""
        return self if self.known is None else Type(self.kind, self.name, self.element, self.key)

    @property
    def is_unknown(self) -> bool:
        """Whether only the run knows."""
        return self.kind == "any"

    def __str__(self) -> str:
        return self.name or "any"


UNKNOWN: Final = Type("any", "")
"""Nothing is known, not even that it is an interface; nothing can be assigned to it."""

ANY: Final = Type("any", "any")
NIL: Final = Type("nil", "")
BOOL: Final = Type("bool", "bool")
INT: Final = Type("int", "int")
FLOAT: Final = Type("float", "float64")
STRING: Final = Type("string", "string")
TIME: Final = Type("time", "time.Time")
DURATION: Final = Type("duration", "time.Duration")
ARRAY: Final = Type("array", "[]any", ANY)
MAP: Final = Type("map", "map[string]any", ANY, STRING)
BYTES: Final = Type("array", "[]uint8", Type("int", "uint8"))

_KINDS: Final[dict[str, Kind]] = {
    "any": "any", "bool": "bool", "string": "string", "float64": "float", "float32": "float",
    "time.Time": "time", "time.Duration": "duration", "time.Month": "duration", "time.Weekday": "duration",
    "*time.Location": "location",
    **dict.fromkeys(("int", "int8", "int16", "int32", "int64"), "int"),
    **dict.fromkeys(("uint", "uint8", "uint16", "uint32", "uint64"), "int"),
}  # fmt: skip
_GO_KINDS: Final = {"time.Duration": "int64", "time.Month": "int", "time.Weekday": "int"}
_NILABLE: Final = frozenset({"any", "array", "map", "function", "location"})

WORDS: Final[dict[Kind, str]] = {
    "any": "a value", "nil": "nil", "bool": "a bool", "int": "an int", "float": "a float",
    "string": "a string", "array": "a list", "map": "a map", "function": "a function",
    "time": "a time", "duration": "a duration", "location": "a time zone", "other": "an object",
}  # fmt: skip
"""How messages call a kind of value."""


@cache
def named(name: str) -> Type:
    """The type that Go spells so."""
    if name.startswith("[]"):
        return Type("array", name, named(name[2:]))
    if name.startswith("map["):
        key, _, value = name[4:].partition("]")
        return Type("map", name, named(value), named(key))
    if name.startswith("func("):
        return Type("function", name)
    return Type(_KINDS.get(name, "other"), name)


def list_of(element: Type) -> Type:
    """A list whose declaration allows anything and whose elements are seen to be of a type."""
    return Type("array", "[]any", ANY, known=element)


def go_kind(of: Type) -> str:
    """Go's kind: what is left of a type when its name is forgotten."""
    if of.kind in ("int", "float", "duration"):
        return _GO_KINDS.get(of.name, of.name)
    if of.kind in ("nil", "any") and not of.name:
        return "invalid"
    return of.kind


def assignable(source: Type, target: Type) -> bool:
    """Whether Go lets a value of one type stand for another."""
    if source.kind == "nil":
        return target.kind in _NILABLE and bool(target.name)
    if not source.name or not target.name:
        return False
    return target.kind == "any" or source.name == target.name
