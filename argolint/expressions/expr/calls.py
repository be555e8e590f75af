"""Whether a call's arguments suit the function, and what comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from argolint.expressions.expr import complaints
from argolint.expressions.expr.types import (
    ANY,
    ARRAY,
    INT,
    UNKNOWN,
    WORDS,
    Type,
    assignable,
    go_kind,
    list_of,
    named,
)

if TYPE_CHECKING:
    from argolint.expressions.expr.functions import Edition, Form
    from argolint.expressions.expr.operations import Operations
    from argolint.expressions.result import Problem

_MOST_RESULTS: Final = 2
Outcome = tuple[Type, "Problem | None"]


def call_forms(name: str, forms: tuple[Form, ...], node: Any, types: list[Type], operations: Operations) -> Outcome:
    """A call of a function that declares how it is called, perhaps in several ways."""
    refused: Problem | None = None
    for form in forms:
        if not form.takes(len(types)):
            continue
        if len(form.results) > _MOST_RESULTS:
            return UNKNOWN, complaints.at(node, f"`{name}` gives {len(form.results)} values at once")
        problem = _misfit(name, form, node, types, operations)
        if problem is None:
            return named(form.results[0]), None
        refused = refused or problem
    if refused is None:
        least = min(form.least for form in forms)
        most = None if any(form.variadic for form in forms) else max(len(form.arguments) for form in forms)
        refused = complaints.count_of_arguments(node, name, least, most)
    return UNKNOWN, refused


def _misfit(name: str, form: Form, node: Any, types: list[Type], operations: Operations) -> Problem | None:
    for place, (argument, given) in enumerate(zip(node.arguments, types, strict=True)):
        wanted = named(form.argument(place))
        if form.is_exact and not given.is_unknown and given.kind != "nil":
            suits = assignable(given, wanted)
        else:
            suits = _suits(given, wanted, operations)
        if not suits:
            return complaints.argument(argument, name, given, *_worded(given, wanted))
    return None


def _worded(given: Type, wanted: Type) -> tuple[str, str | None]:
    """How a complaint calls what is wanted, and what to do where the kind alone does not tell them apart."""
    if given.kind != wanted.kind:
        return WORDS[wanted.kind], None
    return f"`{wanted.name}`", f"this is `{given.name}`, and nothing converts it here"


def _suits(given: Type, wanted: Type, operations: Operations) -> bool:
    """Whether an argument may stand where a type is wanted; whole numbers change their width."""
    if given.kind in operations.integers and (
        wanted.kind == "float" or (wanted.kind in operations.integers and go_kind(given) != go_kind(wanted))
    ):
        return True
    if given.kind == "nil":
        return not operations.modern or wanted.kind in ("any", "location")
    return given.is_unknown or assignable(given, wanted)


def call_kinds(edition: Edition, node: Any, types: list[Type]) -> Outcome:
    """A call of a function that looks at the kinds of its arguments."""
    count = len(types)
    if count < edition.least or (edition.most is not None and count > edition.most):
        return UNKNOWN, complaints.count_of_arguments(node, edition.name, edition.least, edition.most)
    for place, (argument, given) in enumerate(zip(node.arguments, types, strict=True)):
        kinds = edition.kinds[min(place, len(edition.kinds) - 1)]
        if given.kind not in kinds:
            return UNKNOWN, complaints.argument(argument, edition.name, given, complaints.kinds_in_words(kinds))
        if edition.result == "numbers" and given.kind in ("any", "array"):
            return ANY, None
    return _result_of_kinds(edition.result, types), None


def _result_of_kinds(result: str, types: list[Type]) -> Type:
    first = types[0] if types else UNKNOWN
    if result in ("first", "numbers"):
        return ANY if first.is_unknown else first.plain
    if result == "element":
        return first.element or ANY
    return named(result)


def call_predicate(edition: Edition, node: Any, collection: Type, body: Type, operations: Operations) -> Outcome:
    """A call of a function that asks something of each element."""
    predicate = node.arguments[1]
    if body.kind == "nil":
        return UNKNOWN, complaints.predicate_nil(predicate, edition.name)
    if edition.predicate == "bool" and body.kind not in ("bool", "any"):
        return UNKNOWN, complaints.predicate_result(predicate, edition.name, body)
    return predicate_result(edition.result, collection, body, operations), None


def predicate_result(result: str, collection: Type, body: Type | None, operations: Operations) -> Type:
    """What comes out of a function with a predicate, or of one that can do without."""
    modern = operations.modern
    if result == "list":
        return collection
    if result == "sum" and body is not None:
        return ANY if body.is_unknown else body.plain
    if result in ("element", "sum"):
        return element_of(collection, operations)
    if result == "elements":
        if collection.is_unknown:
            return ARRAY
        return list_of(collection.held) if modern else named(f"[]{collection.element}")
    if body is not None and result in ("body", "bodies"):
        if result == "body":
            return body
        return list_of(body) if modern else named(f"[]{body}")
    return named(result)


def element_of(collection: Type, operations: Operations) -> Type:
    """What an element of a list is; the oldest dialect knows only what the list declares."""
    if collection.is_unknown:
        return UNKNOWN if operations.modern else ANY
    if operations.modern:
        return collection.held
    return collection.element or ANY


def element_by(base: Type, by: Type, operations: Operations) -> Type | None:
    """What a member of a list or a map is; None where there is no such member."""
    if base.kind == "map":
        asks_nil_of_old = not operations.modern and by.kind == "nil"
        if by.is_unknown or asks_nil_of_old or assignable(by, base.key or ANY):
            return base.element
    elif base.kind == "array" and (by.is_unknown or by.kind in operations.integers):
        return element_of(base, operations)
    return None


def member_by_get(node: Any, types: list[Type], operations: Operations) -> Outcome:
    """`get(value, member)`."""
    if len(types) != 2:
        return UNKNOWN, complaints.count_of_arguments(node, "get", 2, 2)
    base, by = types
    argument = node.arguments[1]
    if base.is_unknown:
        return UNKNOWN if operations.modern else ANY, None
    if base.kind == "array":
        if by.kind not in operations.integers and not by.is_unknown:
            return UNKNOWN, complaints.argument(argument, "get", by, WORDS["int"])
        return element_of(base, operations), None
    if base.kind == "map":
        key = base.key or INT
        if not by.is_unknown and (not assignable(by, key) or (by.kind == "nil" and not operations.modern)):
            return UNKNOWN, complaints.argument(argument, "get", by, WORDS[key.kind])
        return element_of(base, operations), None
    return UNKNOWN, complaints.argument(node.arguments[0], "get", base, complaints.kinds_in_words(("array", "map")))
