"""Who lacks Go is told which tests did not run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[3]
_WITHOUT_GO = "import shutil, sys, pytest; shutil.which = lambda *a, **k: None; sys.exit(pytest.main(sys.argv[1:]))"


@pytest.mark.parametrize("selection", [[], ["-m", "cluster"]])
def test_one_line_says_what_was_left_out(tmp_path: Path, selection: list[str]) -> None:
    kept = {name: value for name, value in os.environ.items() if name != "CI"}
    done = subprocess.run(
        [sys.executable, "-c", _WITHOUT_GO, "-p", "no:cacheprovider", "tests/cluster/test_testbed.py", *selection],
        cwd=CHECKOUT,
        env={**kept, "ARGOLINT_TESTBED": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("left out: ")]
    why = "no testbed is built and Go is not installed; see CONTRIBUTING"
    assert [line.partition(" (")[2] for line in lines] == [f"{why})"], done.stdout
