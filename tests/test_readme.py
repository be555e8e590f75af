"""What the README and the examples promise is what happens."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter

import pytest

import argolint
from tests.facts import CHECKOUT

EXAMPLES = CHECKOUT / "examples"
MISTAKES = EXAMPLES / "mistakes"
CLEAN = sorted(folder.name for folder in EXAMPLES.iterdir() if folder.is_dir() and folder != MISTAKES)


def test_output_in_the_readme_is_real() -> None:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"^\$ argolint (.+)\n((?:.*\n)*?)```$", readme, re.MULTILINE)
    assert shown is not None
    command = [sys.executable, "-m", "argolint", *shown[1].split()]
    run = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (run.stdout, run.stderr, run.returncode) == (shown[2], "", 1)


@pytest.mark.parametrize("name", CLEAN)
def test_examples_are_clean(name: str) -> None:
    report = argolint.check([EXAMPLES / name], isolated=True)
    assert report.objects
    assert [found.message for found in report.diagnostics] == []


def test_every_mistake_is_reported_once() -> None:
    report = argolint.check([MISTAKES], isolated=True)
    found = Counter(diagnostic.file.rpartition("/")[2] for diagnostic in report.diagnostics)
    assert found == dict.fromkeys((path.name for path in MISTAKES.iterdir()), 1)
    assert {diagnostic.severity for diagnostic in report.diagnostics} == {"error"}
