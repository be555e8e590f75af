"""What is wrong with a table of settings, each with the path to its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from argolint import resources
from argolint.nearest import closest
from argolint.project.configuration.keys import FOR_FILES, KEYS, NAMES, PER_FILE, RULES, is_in_order
from argolint.schema.versions import parse_kubernetes, parse_supported

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jsonschema import ValidationError

    from argolint.project.configuration.toml_places import Path


class Flaw(NamedTuple):
    """A mistake in a table of settings; `at_key` tells that it is the key that is wrong, not its value."""

    path: Path
    message: str
    at_key: bool = False


def flaws(table: Mapping[str, Any]) -> list[Flaw]:
    """All mistakes of a table, in no order; none for most."""
    found = [] if is_in_order(table) else _of_shape(table)
    return [*found, *_of_meaning(table, ())]


def _of_shape(table: Mapping[str, Any]) -> list[Flaw]:
    import json

    from jsonschema import Draft202012Validator  # costs more than a whole check, and most tables are in order

    schema = json.loads(resources.read("schemas", "config.json"))
    plain = json.loads(json.dumps(table, default=str))
    return [flaw for error in Draft202012Validator(schema).iter_errors(plain) for flaw in _worded(error)]


def _worded(error: ValidationError) -> Iterator[Flaw]:
    path: Path = tuple(error.absolute_path)
    instance: Any = error.instance
    schema: Any = error.schema
    if error.validator == "additionalProperties":
        for name in instance:
            if name not in schema["properties"]:
                yield Flaw((*path, name), _unknown(name, path), at_key=True)
    else:
        yield Flaw(path, f"{_named(path)} must be {_wanted(error)}, not {_shown(instance)}")


def _unknown(name: str, path: Path) -> str:
    if not path:
        return f"there is no setting `{name}`{_meant(name, KEYS)}"
    if name in KEYS:
        return f"`{name}` cannot differ from file to file: it belongs above all tables"
    return f"files have no setting `{name}`{_meant(name, FOR_FILES)}"


def _meant(name: str, names: Iterable[str]) -> str:
    best = closest(name, sorted(names))
    return f": did you mean `{best}`?" if best is not None else ""


def _named(path: Path) -> str:
    names = [str(part) for part in path if isinstance(part, str)]
    shown = f"`{names[-1]}`" if names else "the configuration"
    return f"each item of {shown}" if path and isinstance(path[-1], int) else shown


def _wanted(error: ValidationError) -> str:
    schema: Any = error.schema
    wanted: Any = error.validator_value
    told: str | None = schema.get("description") if error.validator == "anyOf" else None
    if error.validator == "enum":
        *others, last = (f"`{at}`" for at in wanted)
        return f"{', '.join(others)} or {last}"
    return told or _TYPES.get(str(wanted), "something else")


_TYPES = {
    "string": "a text in quotes",
    "array": "a list",
    "object": "a table",
    "boolean": "true or false",
    "integer": "a whole number",
    "0": "a whole number from 0 on",
    "1": "a text that is not empty",
}


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    import json  # only for what is wrong

    return f"`{json.dumps(value, ensure_ascii=False)}`"


def _of_meaning(table: Mapping[str, Any], path: Path) -> Iterator[Flaw]:
    """Names and versions that do not exist; what has the wrong shape is passed over."""
    for name in NAMES:
        for place, word in _texts(table.get(name), (*path, name)):
            yield from _of_name(word, place)
    for word in _table(table.get(RULES)):
        yield from _of_name(word, (*path, RULES, word), at_key=True)
    for name, read in _READERS.items():
        for place, word in _texts(table.get(name), (*path, name)):
            try:
                read(word)
            except ValueError as error:
                yield Flaw(place, str(error))
    for glob, inner in _table(table.get(PER_FILE)).items():
        yield from _of_meaning(_table(inner), (*path, PER_FILE, glob))


_READERS: dict[str, Callable[[str], object]] = {
    "argo-version": parse_supported,
    "kubernetes-version": parse_kubernetes,
}


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """A text, or the texts of a list, each with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list | tuple):
        yield from (((*path, index), item) for index, item in enumerate(value) if isinstance(item, str) and item)


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _of_name(name: str, path: Path, *, at_key: bool = False) -> Iterator[Flaw]:
    known = rule_names()
    if name not in known:
        yield Flaw(path, f"there is no rule or group `{name}`{_meant(name, known)}", at_key)


@cache
def rule_names() -> frozenset[str]:
    """Every name that may stand for rules: theirs, their former ones, and those of groups."""
    from argolint.rules.api import GROUPS
    from argolint.rules.registry import all_rules

    return frozenset({*GROUPS, *(name for rule in all_rules() for name in (rule.name, *rule.aliases))})
