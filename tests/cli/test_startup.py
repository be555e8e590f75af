"""The file that holds all modules: made at the first start, used at the next, never trusted when anything differs.

The same goes for what it keeps of the rules, whose modules are loaded only where something is for them to see.
"""

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
LOADED = "sys.modules.keys() & {'argolint.rules.empty_steps', 'argolint.rules.missing_entrypoint'}"
CHECK = f"""\
import sys
from argolint.startup import hasten
hasten()
from argolint.cli.main import main
main(sys.argv[1:] or ["check", "--isolated", "--no-cache", "flow.yaml"])
print(sorted(name.rpartition(".")[2] for name in {LOADED}))
"""
MANIFEST = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: a}
spec:
  templates:
    - name: main
      container: {image: "busybox:1.37"}
"""
STEPS = MANIFEST.replace('container: {image: "busybox:1.37"}', "steps: []")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    copytree(ROOT / "argolint", tmp_path / "argolint", ignore=ignore_patterns("__pycache__"))
    copytree(ROOT / "schemas", tmp_path / "schemas")
    (tmp_path / "flow.yaml").write_text(MANIFEST)
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


def test_a_file_that_was_cut_off_is_made_anew(package: Path) -> None:
    run(package)
    (bundle,) = bundles(package)
    whole = bundle.read_bytes()
    bundle.write_bytes(whole[:-1000])
    assert run(package) == "_Finder"
    assert bundle.stat().st_size > len(whole) - 1000


def test_nothing_is_written_where_python_may_not_write(package: Path) -> None:
    assert run(package, PYTHONDONTWRITEBYTECODE="1") == "SourceFileLoader"
    assert bundles(package) == []


def test_a_traceback_names_the_source(package: Path) -> None:
    lines = "from argolint.startup import hasten; hasten()\nimport traceback, argolint.nearest as at\n"
    fail = lines + "try: at.closest(1, [])\nexcept AttributeError: print(traceback.format_exc())"
    shown = run(package, fail)
    assert str(package / "argolint" / "nearest.py") in shown
    assert "name.casefold()" in shown


def test_rules_are_loaded_where_they_may_speak(package: Path) -> None:
    first, second = run(package, CHECK), run(package, CHECK)
    assert first.splitlines()[:-1] == second.splitlines()[:-1]
    assert first.endswith("['empty_steps', 'missing_entrypoint']")
    assert second.endswith("['missing_entrypoint']")
    assert "error[missing-entrypoint]" in second
    (package / "flow.yaml").write_text(STEPS)
    third = run(package, CHECK)
    assert third.endswith("['empty_steps', 'missing_entrypoint']")
    assert "error[empty-steps]" in third


def test_a_changed_rule_counts_at_once(package: Path) -> None:
    run(package, CHECK)
    source = package / "argolint" / "rules" / "missing_entrypoint.py"
    text = source.read_text().replace('since="0.1"', 'severity=Severity.INFO, since="0.1"')
    source.write_text(
        text.replace("from argolint.nearest", "from argolint.diagnostic import Severity\nfrom argolint.nearest")
    )
    for _ in range(2):
        assert "info[missing-entrypoint]" in run(package, CHECK)
    source.unlink()
    for _ in range(2):
        assert "missing-entrypoint" not in run(package, CHECK)


def test_what_rules_import_counts_too(package: Path) -> None:
    run(package, CHECK)
    source = package / "argolint" / "diagnostic.py"
    source.write_text(source.read_text() + "\nSeverity.ERROR.__class__\n")
    assert run(package, CHECK).endswith("['empty_steps', 'missing_entrypoint']")
    assert run(package, CHECK).endswith("['missing_entrypoint']")


def test_a_check_works_where_nothing_can_be_written(package: Path) -> None:
    (package / "argolint" / "__pycache__").write_text("no folder")
    for _ in range(2):
        shown = run(package, CHECK)
        assert "error[missing-entrypoint]" in shown
        assert shown.endswith("['empty_steps', 'missing_entrypoint']")
