"""The functions that an expression can call, by Argo version; the table is read when first asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from argolint import resources
from argolint.schema.versions import SUPPORTED, Version, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNDECLARED: Final = "func(...any) (any, error)"


@dataclass(frozen=True, slots=True)
class Form:
    """One way to call a function: types of arguments and of results, in Go's spelling."""

    arguments: tuple[str, ...]
    results: tuple[str, ...]
    variadic: bool
    is_exact: bool = False
    """Whether even whole numbers must have the width declared: nothing is converted when only the run finds it."""

    @property
    def least(self) -> int:
        """How many arguments it needs."""
        return len(self.arguments) - self.variadic

    def argument(self, place: int) -> str:
        """The type that an argument must have."""
        return self.arguments[min(place, len(self.arguments) - 1)]

    def spelling(self, *receiver: str) -> str:
        """The type as Go spells it; a method's receiver comes first."""
        results = ", ".join(self.results)
        if len(self.results) > 1:
            results = f"({results})"
        return f"func({', '.join((*receiver, *self.arguments))}) {results}"

    def takes(self, count: int) -> bool:
        """Whether that number of arguments is right."""
        return count >= self.least and (self.variadic or count <= len(self.arguments))


@dataclass(frozen=True, slots=True)
class Edition:
    """A function of the language in one Argo version: with forms, kinds of arguments, or a predicate."""

    name: str
    result: str
    least: int
    most: int | None
    forms: tuple[Form, ...]
    kinds: tuple[frozenset[str], ...]
    predicate: str | None
    pointers: tuple[str, ...]
    spelling: str
    """Its type, as Go spells it."""


@cache
def builtins(version: Version) -> Mapping[str, Edition]:
    """The functions of the language itself."""
    found: dict[str, Edition] = {}
    for name, editions in _table()["builtins"].items():
        current = _current(editions, version)
        if current is not None:
            found[name] = _edition(name, current)
    return found


@cache
def argo_functions(version: Version) -> Mapping[str, Form]:
    """The functions that Argo adds, except the members of `sprig`."""
    found: dict[str, Form] = {}
    for name, editions in _table()["argo"].items():
        current = _current(editions, version)
        if current is not None:
            found[name] = read_form(current["form"])
    return found


@cache
def sprig(version: Version) -> Mapping[str, Form]:
    """The members of `sprig`."""
    found: dict[str, Form] = {}
    for name, entry in _table()["sprig"].items():
        form, since = (entry, None) if isinstance(entry, str) else entry
        if since is None or version >= parse(since):
            found[name] = read_form(form)
    return found


@cache
def removed_from_sprig() -> frozenset[str]:
    """Functions of sprig that Argo takes away."""
    return frozenset(_table()["removed"])


@cache
def methods(type_name: str) -> Mapping[str, Form]:
    """The methods of a Go type."""
    return {name: read_form(form) for name, form in _table()["methods"].get(type_name, {}).items()}


def read_form(text: str) -> Form:
    """A form as the table spells it: `int, ...string -> bool`."""
    before, _, after = text.partition("->")
    arguments = tuple(part.strip() for part in before.split(",")) if before.strip() else ()
    variadic = bool(arguments) and arguments[-1].startswith("...")
    return Form(
        tuple(argument.removeprefix("...") for argument in arguments),
        tuple(part.strip() for part in after.split(",")),
        variadic,
    )


def _current(editions: list[dict[str, Any]], version: Version) -> dict[str, Any] | None:
    current = None
    for edition in editions:
        since = parse(edition["since"])
        if since <= max(version, SUPPORTED[0]):
            current = edition
    return None if current is None or ("until" in current and version > parse(current["until"])) else current


def _edition(name: str, entry: dict[str, Any]) -> Edition:
    forms = tuple(read_form(form) for form in entry.get("forms", ()))
    return Edition(
        name=name,
        result=entry.get("result", ""),
        least=entry.get("least") or min((form.least for form in forms), default=0),
        most=entry["most"] if "most" in entry else max((len(form.arguments) for form in forms), default=None),
        forms=forms,
        kinds=tuple(frozenset(kinds) for kinds in entry.get("kinds", ())),
        predicate=entry.get("predicate"),
        pointers=tuple(entry.get("pointers", ())),
        spelling=entry.get("spelling") or (forms[0].spelling() if forms else _UNDECLARED),
    )


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = resources.read_json("schemas", "functions.json")
    return table
