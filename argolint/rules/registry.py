"""Finds the rules: every module of this package that is none of its machinery holds one."""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module

from argolint.rules import api

_MACHINERY = frozenset({"__init__", "api", "context", "engine", "patching", "registry", "submission", "wording"})


@cache
def all_rules() -> tuple[api.Rule, ...]:
    """All rules, sorted by name."""
    folder = os.path.dirname(__file__)
    for name in sorted(os.listdir(folder)):
        stem, ending = os.path.splitext(name)
        if ending == ".py" and stem not in _MACHINERY:
            import_module(f"{__package__}.{stem}")
    return tuple(sorted(api.registered(), key=lambda rule: rule.name))


def find_rule(name: str) -> api.Rule | None:
    """The rule of that name, or of that former name."""
    return next((rule for rule in all_rules() if name == rule.name or name in rule.aliases), None)
