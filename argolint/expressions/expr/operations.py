"""What operators make of types; None where they refuse them."""

from __future__ import annotations

from typing import Final

from argolint.expressions.expr.types import (
    ANY,
    BOOL,
    DURATION,
    FLOAT,
    INT,
    NIL,
    STRING,
    TIME,
    UNKNOWN,
    Type,
    assignable,
    go_kind,
    list_of,
    named,
)

_NUMBER, _STRING, _TIME, _DURATION, _BOOL, _INTEGER = (
    "number",
    "string",
    "time",
    "duration",
    "bool",
    "integer",
)
_PAIRS: Final = {
    "<": (_NUMBER, _STRING, _TIME, _DURATION),
    "-": (_NUMBER, _TIME, _DURATION),
    "*": (_NUMBER, _DURATION),
    "/": (_NUMBER,),
    "**": (_NUMBER,),
    "%": (_INTEGER,),
    "+": (_NUMBER, _STRING, _TIME, _DURATION),
    "&&": (_BOOL,),
    "..": (_INTEGER,),
    "matches": (_STRING,),
    "contains": (_STRING,),
}
"""The kinds that an operator takes on both sides, and beside a value that only the run knows."""

_MIXED: Final[dict[tuple[str, str, str], Type]] = {
    ("-", "time", "time"): DURATION,
    ("-", "time", "duration"): TIME,
    ("-", "duration", "duration"): DURATION,
    ("*", "number", "duration"): DURATION,
    ("*", "duration", "number"): DURATION,
    ("*", "duration", "duration"): DURATION,
    ("+", "time", "duration"): TIME,
    ("+", "duration", "time"): TIME,
    ("+", "duration", "duration"): DURATION,
    ("+", "string", "string"): STRING,
}
_LIKE: Final = {
    ">": "<", "<=": "<", ">=": "<", "^": "**", "and": "&&", "or": "&&", "||": "&&", "startsWith": "contains",
    "endsWith": "contains", "!=": "==",
}  # fmt: skip
_BOOLEAN: Final = frozenset({"<", "&&", "matches", "contains"})


class Operations:
    """The rules of one dialect: the oldest takes a duration for a whole number."""

    __slots__ = ("integers", "modern", "numbers")

    def __init__(self, modern: bool) -> None:
        self.modern = modern
        self.integers = frozenset({"int"} if modern else {"int", "duration"})
        self.numbers = self.integers | {"float"}

    def is_a(self, of: Type, group: str) -> bool:
        """Whether a type belongs to a group of kinds."""
        if group == _NUMBER:
            return of.kind in self.numbers
        if group == _INTEGER:
            return of.kind in self.integers
        # Months and weekdays are of the kind `duration` without being one.
        return of.kind == group and (group != _DURATION or of.name == DURATION.name)

    def unary(self, operator: str, operand: Type) -> Type | None:
        """The result of an operator before its operand."""
        if operator in ("!", "not"):
            return BOOL if operand.kind in ("bool", "any") else None
        if operand.is_unknown:
            return UNKNOWN if self.modern else ANY
        return operand if operand.kind in self.numbers else None

    def binary(self, operator: str, left: Type, right: Type) -> Type | None:
        """The result of an operator between operands, except `in` and `??`."""
        operator = _LIKE.get(operator, operator)
        if operator == "==":
            return BOOL if self.comparable(left, right) else None
        groups = _PAIRS[operator]
        both_unknown = left.is_unknown and right.is_unknown
        if both_unknown or (
            (left.is_unknown or right.is_unknown)
            and any(self.is_a(right if left.is_unknown else left, group) for group in groups)
        ):
            return self.result_beside_unknown(operator)
        return self.result(operator, left, right, groups)

    def result_beside_unknown(self, operator: str) -> Type:
        """What is known of a result when an operand is unknown."""
        if operator in _BOOLEAN:
            return BOOL
        if operator in ("/", "**"):
            return FLOAT
        if operator == "..":
            return self.range_type()
        if not self.modern:
            return ANY
        return INT if operator == "%" else UNKNOWN

    def range_type(self) -> Type:
        """What `1..3` is."""
        return list_of(INT) if self.modern else named("[]int")

    def result(self, operator: str, left: Type, right: Type, groups: tuple[str, ...]) -> Type | None:
        if operator == "matches" and self.modern and left.name == "[]uint8" and right.kind == "string":
            return BOOL
        if operator in _BOOLEAN:
            fits = any(self.is_a(left, group) and self.is_a(right, group) for group in groups)
            return BOOL if fits else None
        for group, combine in ((_NUMBER, self.number_result), (_INTEGER, self.integer_result)):
            if group in groups and self.is_a(left, group) and self.is_a(right, group):
                return combine(operator, left, right)
        if any(of.kind == "duration" and of.name != DURATION.name for of in (left, right)):
            return None
        return _MIXED.get((operator, _word(left), _word(right)))

    def number_result(self, operator: str, left: Type, right: Type) -> Type:
        if operator in ("/", "**"):
            return FLOAT
        if not self.modern and go_kind(left) == go_kind(right):
            return left
        return FLOAT if "float" in (left.kind, right.kind) else INT

    def integer_result(self, operator: str, left: Type, right: Type) -> Type:
        if operator == "..":
            return self.range_type()
        return INT if self.modern else self.number_result(operator, left, right)

    def comparable(self, left: Type, right: Type) -> bool:
        """Whether `==` takes both."""
        if left.is_unknown or right.is_unknown or "nil" in (left.kind, right.kind):
            return True
        if left.kind in self.numbers and right.kind in self.numbers:
            return True
        if not self.modern:
            return go_kind(left) == go_kind(right)
        if left.kind == right.kind == "array":
            return True
        return assignable(left, right)

    def within(self, left: Type, right: Type) -> Type | tuple[Type, str] | None:
        """The result of `in`, or what the element should be and where it is looked for."""
        left_is_nil_of_old = not self.modern and left.kind == "nil"
        if right.kind == "map":
            key = right.key or ANY
            if left_is_nil_of_old or left.is_unknown or assignable(left, key):
                return BOOL
            return key, "map"
        if right.kind == "array":
            if left_is_nil_of_old:
                return BOOL
            declared = right.element or ANY
            for element in (right.held,) if self.modern else (declared, right.held):
                if not self.comparable(left, element):
                    return element, "list"
            return BOOL
        if right.kind in ("time", "location", "other") and left.kind in ("string", "any"):
            return BOOL
        if right.is_unknown or (left.is_unknown and right.kind == "string"):
            return BOOL
        return None

    def default(self, left: Type, right: Type) -> Type:
        """The result of `left ?? right`."""
        if left.kind == "nil":
            return right if right.kind != "nil" else NIL
        if right.kind == "nil" or assignable(right, left):
            return left
        return UNKNOWN if self.modern else ANY


def _word(of: Type) -> str:
    return "number" if of.kind in ("int", "float") else of.kind
