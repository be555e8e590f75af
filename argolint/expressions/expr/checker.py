"""Finds the static type of an expression and what the library's compiler refuses.

A mistake makes the part around it unknown, and what is unknown is silent: no complaint follows from another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argolint.expressions import re2
from argolint.expressions.expr import complaints
from argolint.expressions.expr.calls import Calls
from argolint.expressions.expr.deep import Steps
from argolint.expressions.expr.dialects import dialect_of
from argolint.expressions.expr.folding import integer_constant, string_constant
from argolint.expressions.expr.functions import argo_functions, builtins, methods
from argolint.expressions.expr.operations import Operations
from argolint.expressions.expr.tree import (
    Array,
    Binary,
    Bool,
    Builtin,
    Bytes,
    Call,
    Chain,
    Conditional,
    Float,
    Identifier,
    Integer,
    Let,
    Map,
    Member,
    Nil,
    Node,
    Pair,
    Pointer,
    Predicate,
    Sequence,
    Slice,
    String,
    Unary,
)
from argolint.expressions.expr.types import (
    ANY,
    ARRAY,
    BOOL,
    BYTES,
    FLOAT,
    INT,
    MAP,
    NIL,
    STRING,
    UNKNOWN,
    Type,
    assignable,
    go_kind,
    list_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from argolint.expressions.expr.environments import Environment
    from argolint.expressions.result import Problem
    from argolint.schema.versions import Version

_ENVIRONMENT = "$env"
_CONSTANTS: dict[type, Type] = {
    Nil: NIL, Bool: BOOL, Integer: INT, Float: FLOAT, String: STRING, Bytes: BYTES,
}  # fmt: skip
