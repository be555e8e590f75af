"""The settings that exist, and whether a table of them is in order: a quick look that needs no library."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

REFERENCES: Final = ("workspace", "cluster", "lenient")
PROFILES: Final = ("default", "security", "strict")
LEVELS: Final = ("off", "info", "warning", "error")
FAIL_ON: Final = ("error", "warning", "info", "never")
RULES: Final = "rules"
PER_FILE: Final = "per-file"


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def _are_texts(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(map(_is_text, value))


def _is_text_or_texts(value: Any) -> bool:
    return _is_text(value) or (_are_texts(value) and len(value) > 0)


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _one_of(choices: tuple[str, ...]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and value in choices


def _are_levels(value: Any) -> bool:
    return isinstance(value, Mapping) and all(isinstance(at, str) and at in LEVELS for at in value.values())


def _are_tables(value: Any) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(table, Mapping) and _fits(table, FOR_FILES) for table in value.values()
    )


class Key(NamedTuple):
    """A setting: what fits it, whether it may differ from file to file, and whether lists of it add up."""

    fits: Callable[[Any], bool]
    for_files: bool = False
    adds: bool = False
    default: Any = None


KEYS: Final[dict[str, Key]] = {
    "extend": Key(_is_text),
    "argo-version": Key(_is_text_or_texts, for_files=True),
    "kubernetes-version": Key(_is_text, for_files=True),
    "references": Key(_one_of(REFERENCES), for_files=True, default="workspace"),
    "external": Key(_are_texts, for_files=True, adds=True, default=()),
    "workflow-defaults": Key(_is_text, for_files=True),
    "profile": Key(_one_of(PROFILES), for_files=True, default="default"),
    "select": Key(_are_texts, for_files=True, default=()),
    "extend-select": Key(_are_texts, for_files=True, adds=True, default=()),
    "ignore": Key(_are_texts, for_files=True, adds=True, default=()),
    RULES: Key(_are_levels, for_files=True),
    PER_FILE: Key(_are_tables),
    "exclude": Key(_are_texts, adds=True, default=()),
    "mandatory": Key(_are_texts, adds=True, default=()),
    "require-reason": Key(_is_flag, default=False),
    "fail-on": Key(_one_of(FAIL_ON), default="error"),
    "baseline": Key(_is_text),
    "jobs": Key(_is_count, default=0),
}
"""All settings by name, in the order in which they are shown."""

FOR_FILES: Final = frozenset(name for name, key in KEYS.items() if key.for_files)
"""The settings that a table of `per-file` may hold."""

NAMES: Final = ("select", "extend-select", "ignore", "mandatory")
"""The settings that list rules and groups."""

ADDING: Final = frozenset(name for name, key in KEYS.items() if key.adds)
"""The lists to which each file and table adds instead of replacing them."""


def is_in_order(table: Mapping[str, Any]) -> bool:
    """Whether every setting of a table exists and has a fitting value."""
    return _fits(table, KEYS.keys())


def _fits(table: Mapping[str, Any], allowed: Any) -> bool:
    return all(name in allowed and KEYS[name].fits(value) for name, value in table.items())
