"""A rule is a module and a page: nothing else changes for it to be found, listed, explained and tested."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
COPIED = ("argolint", "rules", "schemas", "tests/pages")

MODULE = '''\
"""See `rules/boring-name.md`."""

from argolint.diagnostic import Severity
from argolint.model import WorkflowObject
from argolint.rules.api import finding, rule


@rule(on=WorkflowObject, group="style", severity=Severity.INFO, since="9.9")
def boring_name(item, cx):
    """A Workflow has a name that says nothing."""
    if item.name is not None and item.name.text == "boring":
        yield finding(item.name.span, "the name `boring` says nothing", help="say what it does")
'''

MANIFEST = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  name: NAME
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: busybox:1.37
        command: [echo, hello]
"""

PAGE = f"""\
# boring-name

<!-- info · style · since 9.9 -->

A Workflow has a name that says nothing.

## Why

Nobody finds it again.

## Bad

```yaml
{MANIFEST.replace("NAME", "boring  # info: [boring-name]")}```

## Good

```yaml
{MANIFEST.replace("NAME", "bake-bread")}```
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout with one rule more."""
    folder = tmp_path_factory.mktemp("copy")
    unwanted = shutil.ignore_patterns("__pycache__")
    for name in COPIED:
        if (CHECKOUT / name).is_dir():
            shutil.copytree(CHECKOUT / name, folder / name, ignore=unwanted)
    for name in ("pyproject.toml", "tests/goldens.py"):
        shutil.copy(CHECKOUT / name, folder / name)
    (folder / "argolint" / "rules" / "boring_name.py").write_text(MODULE)
    (folder / "rules" / "boring-name.md").write_text(PAGE, encoding="utf-8")
    return folder


def run(copy: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


def test_it_is_listed(copy: Path) -> None:
    done = run(copy, "argolint", "rules")
    assert done.returncode == 0, done.stderr
    line = next(line for line in done.stdout.splitlines() if line.startswith("boring-name "))
    assert line.split(maxsplit=3)[1:] == ["info", "style", "A Workflow has a name that says nothing."]


def test_it_is_explained(copy: Path) -> None:
    done = run(copy, "argolint", "explain", "boring-name")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("boring-name\n\ninfo · style · since 9.9\n\nA Workflow has")


def test_it_finds_something(copy: Path) -> None:
    (copy / "flow.yaml").write_text(MANIFEST.replace("NAME", "boring"))
    done = run(copy, "argolint", "check", "--fail-on", "info", "flow.yaml")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("flow.yaml:4:9: info[boring-name]: the name `boring` says nothing\n")
    assert run(copy, "argolint", "check", "--ignore", "boring-name", "flow.yaml").returncode == 0


def test_its_page_is_tested(copy: Path) -> None:
    command = ("pytest", "-p", "no:cacheprovider", "tests/pages/test_pages.py", "-k", "boring-name or pairs")
    done = run(copy, *command)
    assert done.returncode == 0, done.stdout
    assert "6 passed" in done.stdout
    page = copy / "rules" / "boring-name.md"
    page.write_text(PAGE.replace("# info: [boring-name]", ""), encoding="utf-8")
    assert run(copy, *command).returncode == 1
    page.unlink()
    assert run(copy, *command).returncode == 1
