"""The file that holds all modules: made at the first start, used at the next, never trusted when anything differs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

ROOT = Path(__file__).parents[2]
SHOW = "import argolint.nearest as at; print(type(at.__spec__.loader).__name__)"
USE = "from argolint.startup import hasten; hasten(); " + SHOW


@pytest.fixture
def package(tmp_path: Path) -> Path:
    copytree(ROOT / "argolint", tmp_path / "argolint", ignore=ignore_patterns("__pycache__"))
    return tmp_path


def run(package: Path, code: str = USE, **environment: str) -> str:
    wanted = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPATH": str(package), **environment}
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=package,
        env={**os.environ, **wanted},
    )
    return done.stdout.strip()


def bundles(package: Path) -> list[Path]:
    return sorted((package / "argolint" / "__pycache__").glob("*.bundle*"))


def test_the_file_is_made_once_and_used(package: Path) -> None:
    assert run(package) == "_Finder"
    (bundle,) = bundles(package)
    made = bundle.stat().st_mtime_ns
    assert run(package) == "_Finder"
    assert bundle.stat().st_mtime_ns == made


def test_a_changed_source_counts_at_once(package: Path) -> None:
    run(package)
    source = package / "argolint" / "nearest.py"
    source.write_text(source.read_text() + "\nCHANGED = True\n")
    assert run(package, USE + "; print(at.CHANGED)") == "_Finder\nTrue"
    assert len(bundles(package)) == 1


@pytest.mark.parametrize("damage", [b"", b"no marshalled data", b"i\x01\x00\x00\x00"])
def test_a_damaged_file_is_made_anew(package: Path, damage: bytes) -> None:
    run(package)
    (bundle,) = bundles(package)
    bundle.write_bytes(damage)
    assert run(package) == "_Finder"
    assert bundle.stat().st_size > 100_000


def test_nothing_is_written_where_python_may_not_write(package: Path) -> None:
    assert run(package, PYTHONDONTWRITEBYTECODE="1") == "SourceFileLoader"
    assert bundles(package) == []


def test_a_traceback_names_the_source(package: Path) -> None:
    lines = "from argolint.startup import hasten; hasten()\nimport traceback, argolint.nearest as at\n"
    fail = lines + "try: at.closest(1, [])\nexcept AttributeError: print(traceback.format_exc())"
    shown = run(package, fail)
    assert str(package / "argolint" / "nearest.py") in shown
    assert "name.casefold()" in shown
