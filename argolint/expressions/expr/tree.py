"""The tree of an expression: one class a form, each with its place in the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(slots=True, eq=False)
class Nil:
    """`nil`."""

    start: int
    end: int


@dataclass(slots=True, eq=False)
class Bool:
    """`true` or `false`."""

    start: int
    end: int
    value: bool


@dataclass(slots=True, eq=False)
class Integer:
    """A whole number of 64 bits."""

    start: int
    end: int
    value: int


@dataclass(slots=True, eq=False)
class Float:
    """A number with a point or an exponent."""

    start: int
    end: int
    value: float


@dataclass(slots=True, eq=False)
class String:
    """A text in any of the three kinds of quotes, or the name behind a dot."""

    start: int
    end: int
    value: str


@dataclass(slots=True, eq=False)
class Bytes:
    """Bytes in quotes."""

    start: int
    end: int
    value: bytes


@dataclass(slots=True, eq=False)
class Identifier:
    """A name that stands alone or begins a chain of members."""

    start: int
    end: int
    name: str


@dataclass(slots=True, eq=False)
class Pointer:
    """`#`, `#acc` or `#index`: what a predicate looks at."""

    start: int
    end: int
    name: str


@dataclass(slots=True, eq=False)
class Unary:
    """An operator before its operand; also the `not` of `not in`."""

    start: int
    end: int
    operator: str
    operand: Node


@dataclass(slots=True, eq=False)
class Binary:
    """An operator between two operands."""

    start: int
    end: int
    operator: str
    left: Node
    right: Node


@dataclass(slots=True, eq=False)
class Conditional:
    """`a ? b : c`, or `if a { b } else { c }`."""

    start: int
    end: int
    condition: Node
    then: Node
    otherwise: Node


@dataclass(slots=True, eq=False)
class Member:
    """`base.name` or `base[property]`; `optional` tells that `?.` came before."""

    start: int
    end: int
    base: Node
    property: Node
    optional: bool


@dataclass(slots=True, eq=False)
class Chain:
    """A chain of members that ends in nil as soon as a `?.` meets nil."""

    start: int
    end: int
    link: Node


@dataclass(slots=True, eq=False)
class Slice:
    """`base[low:high]`, either bound being free."""

    start: int
    end: int
    base: Node
    low: Node | None
    high: Node | None


@dataclass(slots=True, eq=False)
class Call:
    """A call of a name from the surroundings, of a member or of an unknown name."""

    start: int
    end: int
    callee: Node
    arguments: list[Node]


@dataclass(slots=True, eq=False)
class Builtin:
    """A call of a function of the language; `forced` tells that `::` came before, which no name can hide."""

    start: int
    end: int
    name: str
    name_end: int
    arguments: list[Node]
    forced: bool


@dataclass(slots=True, eq=False)
class Predicate:
    """What a function such as `filter` asks of each element."""

    start: int
    end: int
    body: Node


@dataclass(slots=True, eq=False)
class Let:
    """`let name = value; body`."""

    start: int
    end: int
    name: str
    name_start: int
    value: Node
    body: Node


@dataclass(slots=True, eq=False)
class Sequence:
    """Expressions joined by `;`, of which the last one counts."""

    start: int
    end: int
    parts: list[Node]


@dataclass(slots=True, eq=False)
class Array:
    """`[a, b]`."""

    start: int
    end: int
    items: list[Node]


@dataclass(slots=True, eq=False)
class Pair:
    """One entry of a map."""

    start: int
    end: int
    key: Node
    value: Node


@dataclass(slots=True, eq=False)
class Map:
    """`{a: 1, "b": 2, (c): 3}`."""

    start: int
    end: int
    pairs: list[Pair]


Node: TypeAlias = (
    Nil
    | Bool
    | Integer
    | Float
    | String
    | Bytes
    | Identifier
    | Pointer
    | Unary
    | Binary
    | Conditional
    | Member
    | Chain
    | Slice
    | Call
    | Builtin
    | Predicate
    | Let
    | Sequence
    | Array
    | Pair
    | Map
)
