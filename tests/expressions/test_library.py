"""What the documentation of the languages shows is true, and what it names exists."""

from __future__ import annotations

import doctest
import re
from importlib import import_module

import argolint.expressions


def test_the_examples_are_true() -> None:
    outcome = doctest.testmod(argolint.expressions)
    assert outcome.attempted >= 5
    assert outcome.failed == 0


def test_the_modules_and_functions_exist() -> None:
    lines = (argolint.expressions.__doc__ or "").splitlines()
    rows = [line.split("|")[1:4] for line in lines if line.startswith("| `")]
    assert len(rows) >= 10
    for modules, _, functions in rows:
        found = [import_module(f"argolint.expressions.{name}") for name in re.findall(r"`([\w.]+)`", modules)]
        for function in re.findall(r"`(\w+)", functions):
            assert any(hasattr(module, function) for module in found), (modules, function)
