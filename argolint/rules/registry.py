"""Finds the rules: every module of this package that is none of its machinery holds one."""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from typing import Any

from argolint import startup
from argolint.diagnostic import Severity
from argolint.rules import api

_MACHINERY = frozenset(
    {"__init__", "api", "context", "engine", "mending", "patching", "registry", "submission", "wording"}
)
_TABLE = "rules"


@cache
def all_rules() -> tuple[api.Rule, ...]:
    """All rules, sorted by name; their modules are loaded only where no earlier start has kept what they say."""
    rows = startup.recall(_TABLE)
    if rows is not None:
        return tuple(map(_rule, rows))
    folder = os.path.dirname(__file__)
    for name in sorted(os.listdir(folder)):
        stem, ending = os.path.splitext(name)
        if ending == ".py" and stem not in _MACHINERY:
            import_module(f"{__package__}.{stem}")
    rules = tuple(sorted(api.registered(), key=lambda rule: rule.name))
    startup.keep(_TABLE, tuple(map(_row, rules)))
    return rules


def find_rule(name: str) -> api.Rule | None:
    """The rule of that name, or of that former name."""
    return next((rule for rule in all_rules() if name == rule.name or name in rule.aliases), None)


def _row(rule: api.Rule) -> tuple[Any, ...]:
    """A rule in values that can be kept in a file."""
    name, group, severity, *rest, basis = rule
    return name, group, severity.value, *rest, int(basis)


def _rule(row: tuple[Any, ...]) -> api.Rule:
    kept = api.Rule(*row)
    return kept._replace(severity=Severity(kept.severity), basis=api.Basis(kept.basis))


@cache
def names_of(name: str) -> frozenset[str]:
    """All that a rule answers to: its name, its former ones, and its group."""
    rule = find_rule(name)
    return frozenset({rule.name, rule.group, *rule.aliases}) if rule is not None else frozenset({name})
