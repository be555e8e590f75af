"""What is said about expressions whose grammar is right and whose names or types are not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from argolint.expressions.expr.types import WORDS, Type
from argolint.expressions.expr.wording import shown
from argolint.expressions.result import Problem
from argolint.nearest import suggestion
from argolint.patterns import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from argolint.expressions.expr.tree import Binary, Builtin, Identifier, Let, Member, Pointer, Slice, Unary

_CONSTANTS: Final = {
    "null": "nil", "None": "nil", "none": "nil", "NULL": "nil", "Null": "nil", "undefined": "nil",
    "Nil": "nil", "True": "true", "TRUE": "true", "False": "false", "FALSE": "false",
}  # fmt: skip
_DASHED: Final = lazy_pattern(r"[\w$]+(?:-[\w$]+)+")
_LONGEST_NAME: Final = 100
_COMPARISONS: Final = frozenset({"<", ">", "<=", ">=", "==", "!="})
_EQUALITIES: Final = frozenset({"==", "!="})
_LOGIC: Final = frozenset({"&&", "||", "and", "or"})
_ARITHMETIC: Final = frozenset({"+", "-", "*", "/", "%", "**", "^", ".."})
_TEXT_TESTS: Final = frozenset({"contains", "startsWith", "endsWith", "matches"})


NAME: Final = "name"
"""A first name that is not there."""

DASH: Final = "dash"
"""The same, where a dash in a name was read as a minus sign."""

FUNCTION: Final = "function"
"""A function that is not there."""

ARGUMENT: Final = "argument"
"""An argument that a function refuses when the run calls it."""

OPERATOR: Final = "operator"
"""An operator between things that do not go together."""

MEMBER: Final = "member"
"""A member of something that has none of that kind."""

_SPLIT: Final = "map[string]string"
"""What `sprig.split` gives, and nothing else."""

AMONG: Final = "among"
"""An element that a list never holds, which the compiler refuses and the run takes."""

EQUALITY: Final = "equality"
"""A comparison of things that are never equal, which the compiler refuses and the run takes for false."""


def word(of: Type) -> str:
    """A kind of value, as a sentence names it."""
    return WORDS[of.kind]


def at(node: Any, message: str, help_text: str | None = None, topic: str = "") -> Problem:
    """A problem of a node."""
    return Problem(node.start, node.end, message, help_text, topic)


def unknown_name(node: Identifier, text: str, candidates: Iterable[str]) -> Problem:
    """A first name that is not there."""
    constant = _CONSTANTS.get(node.name)
    if constant is not None:
        return at(node, f"there is no `{node.name}` in expressions", f"write `{constant}`", NAME)
    if len(node.name) > _LONGEST_NAME:
        return at(node, f"there is no name `{shown(node.name)}` here", topic=NAME)
    from_start = max(0, node.start - _LONGEST_NAME)
    for match in _DASHED.finditer(text, from_start, node.end + _LONGEST_NAME):
        if match.start() < node.start and node.end <= match.end():
            return _dashed(node, text, match)
    help_text = suggestion(node.name, candidates) or "names begin with what is in scope there; text needs quotes"
    return at(node, f"there is no name `{shown(node.name)}` here", help_text, NAME)


def _dashed(node: Identifier, text: str, match: re.Match[str]) -> Problem:
    message = f"`-` subtracts `{shown(node.name)}`, and there is no such name here"
    if text[: match.start()].endswith("."):
        help_text = f"a name with a dash stands in brackets, without the dot: `['{match[0]}']`"
        return at(node, message, help_text, DASH)
    return at(node, message, "put blanks around a minus sign; text needs quotes", DASH)


def unary(node: Unary, operand: Type) -> Problem:
    """An operator before something it does not take."""
    if node.operator in ("!", "not"):
        help_text = "put what is negated in parentheses, or compare it: `x == 'true'`"
    else:
        help_text = "convert it by `int(…)` or `float(…)`"
    return at(node, f"`{node.operator}` does not take {word(operand)}", help_text, OPERATOR)


def binary(node: Binary, left: Type, right: Type) -> Problem:
    """An operator between things that do not go together."""
    operator = node.operator
    if operator in _LOGIC:
        refused = left if left.kind not in ("bool", "any") else right
        return at(
            node,
            f"`{operator}` takes bools, not {word(refused)}",
            "compare it first: `x == 'true'`, `len(x) > 0`",
            OPERATOR,
        )
    if operator == "in":
        message = f"`in` looks into a list or a map, not into {word(right)}"
        return at(node, message, _in_help(left, right), OPERATOR)
    if left.kind == right.kind:
        message = f"`{operator}` does not take {_plural(left)}"
    else:
        message = f"`{operator}` does not go with {word(left)} and {word(right)}"
    # A value that may be missing is rightly compared with nil, whatever it is otherwise.
    topic = OPERATOR if operator not in _EQUALITIES else "" if "nil" in (left.kind, right.kind) else EQUALITY
    return at(node, message, _binary_help(operator, left, right), topic)


def _plural(of: Type) -> str:
    name = word(of)
    return name if name == "nil" else name.removeprefix("an ").removeprefix("a ") + "s"


def _in_help(left: Type, right: Type) -> str:
    if right.kind == "string" and left.kind in ("string", "any"):
        return "write `text contains part`"
    return "write a list in brackets: `x in [1, 2]`"


def _binary_help(operator: str, left: Type, right: Type) -> str | None:
    kinds = {left.kind, right.kind}
    if "nil" in kinds:
        return "say what stands for nil: `(x ?? '')`"
    if operator in _ARITHMETIC | _COMPARISONS and "string" in kinds and kinds & {"int", "float"}:
        if operator == "+":
            return "convert one side: `string(…)` to join texts, `int(…)` or `float(…)` to add"
        return "convert the string by `int(…)` or `float(…)`"
    if operator in ("%", "..") and "float" in kinds:
        return "convert it by `int(…)`"
    if operator in _TEXT_TESTS:
        return "write `x in list` for lists; convert others by `string(…)`"
    return None


def misplaced_in(node: Binary, left: Type, wanted: Type, where: str) -> Problem:
    """An element that the list or map cannot hold."""
    if where == "map":
        message = f"the keys of the map are {_plural(wanted)}; {word(left)} is never among them"
    else:
        message = f"the list holds {_plural(wanted)}; {word(left)} is never among them"
    return at(node, message, "convert it, or what it is compared with", AMONG)


def no_member(node: Member, base: Type, name: str | None, by: Type) -> Problem:
    """A member of something that has none, or not that one."""
    if base.kind == "array":
        message = "an element of a list is chosen by an int"
        return at(node.property, f"{message}, not {word(by)}", "write `list[0]`, or `map(list, .name)`", MEMBER)
    if base.kind == "map":
        message = f"the map is asked by {word(base.key or by)}, not by {word(by)}"
        help_text = "its keys are `_0`, `_1` …; `sprig.splitList` makes a list" if base.name == _SPLIT else None
        return at(node.property, message, help_text, MEMBER)
    if name is None:
        help_text = "a part of a string is taken by `text[0:1]`" if base.kind == "string" else None
        return at(node, f"{word(base)} has no elements to choose", help_text)
    help_text = None
    if base.kind == "string":
        help_text = f"read JSON first: `fromJSON(…).{name}`"
    elif base.kind == "function":
        help_text = "call the function"
    topic = MEMBER if base.kind in ("string", "int") else ""
    return at(node.property, f"{word(base)} has no member `{shown(name)}`", help_text, topic)


def no_slice(node: Slice, base: Type) -> Problem:
    """A slice of something that has no order."""
    return at(node, f"a slice is taken of a string or a list, not of {word(base)}")


def bad_bound(node: Any, bound: Type) -> Problem:
    """A bound of a slice that is no int."""
    return at(node, f"the bound of a slice is an int, not {word(bound)}", "convert it by `int(…)`", ARGUMENT)


def not_callable(node: Any, callee: Type) -> Problem:
    """A call of something that is no function."""
    return at(node, f"{word(callee)} cannot be called")


def condition(node: Any, given: Type) -> Problem:
    """A condition that is no bool."""
    message = f"a condition is a bool, not {word(given)}"
    return at(node, message, "compare it: `x == 'true'`, `x != ''`", OPERATOR)


def redeclared(node: Let, what: str) -> Problem:
    """A variable whose name is taken."""
    end = node.name_start + len(node.name)
    return Problem(node.name_start, end, f"`{shown(node.name)}` is already the name of {what}", "choose another name")


def unknown_pointer(node: Pointer) -> Problem:
    """`#index` where there is none."""
    if node.name in ("index", "acc"):
        where = "`map` and `reduce`" if node.name == "index" else "`reduce`"
        return at(node, f"`#{node.name}` exists only in {where}")
    return at(
        node,
        f"there is no `#{shown(node.name)}`",
        "write `#`, `#index` or `#acc`; a member of the element is `.name`",
    )


def count_of_arguments(node: Any, name: str, least: int, most: int | None) -> Problem:
    """Too many or too few arguments."""
    given = len(node.arguments)
    if most == least:
        wanted = f"{least} argument{'s' * (least != 1)}"
    elif most is None:
        wanted = f"at least {least} argument{'s' * (least != 1)}"
    else:
        wanted = f"{least} to {most} arguments"
    return at(node, f"`{name}` takes {wanted} and gets {given}")


def argument(node: Any, name: str, given: Type, wanted: str, help_text: str | None = None) -> Problem:
    """An argument of a type that the function does not take."""
    mending = help_text or _argument_help(given, wanted)
    return at(node, f"`{name}` takes {wanted} here, not {word(given)}", mending, ARGUMENT)


def _argument_help(given: Type, wanted: str) -> str | None:
    if given.kind == "nil":
        return "say what stands for nil: `(x ?? '')`"
    if given.kind in ("int", "float", "bool") and "string" in wanted:
        return "convert it by `string(…)`"
    if given.kind == "string" and "int" in wanted:
        return "convert it by `int(…)`"
    if given.kind == "string" and "list" in wanted:
        return "read JSON first: `fromJSON(…)`, or cut the text: `split(text, ',')`"
    return None


def predicate_result(node: Any, name: str, given: Type) -> Problem:
    """A predicate that gives no bool."""
    return at(node, f"the condition of `{name}` is a bool, not {word(given)}", "compare the element: `# == 1`")


def predicate_nil(node: Any, name: str) -> Problem:
    """A predicate that gives nothing."""
    return at(node, f"the body of `{name}` gives nothing but nil")


def divided_by_zero(node: Binary) -> Problem:
    """`x % 0`."""
    return at(node, "`%` divides by zero")


def result(node: Any, given: Type, wanted: str) -> Problem:
    """An expression that gives something the field does not take."""
    if wanted == "bool":
        message, help_text = f"the field takes true or false, not {word(given)}", "compare it: `x == 'true'`"
    else:
        message, help_text = f"the field takes a string, not {word(given)}", "convert it by `string(…)`"
    return at(node, message, help_text, OPERATOR)


def kinds_in_words(kinds: Iterable[str]) -> str:
    """Several kinds of value, as a sentence names them."""
    known = [WORDS[kind] for kind in ("string", "int", "float", "array", "map", "location") if kind in set(kinds)]
    return " or ".join((", ".join(known[:-1]), known[-1])) if len(known) > 1 else "".join(known)


def sprig_unknown(node: Builtin | Any, name: str, candidates: Iterable[str], removed: bool) -> Problem:
    """A member that sprig does not have."""
    if removed:
        return at(node, f"Argo takes `{name}` out of sprig", topic=FUNCTION)
    help_text = suggestion(name, candidates) if len(name) < _LONGEST_NAME else None
    return at(node, f"sprig has no function `{shown(name)}`", help_text, FUNCTION)
