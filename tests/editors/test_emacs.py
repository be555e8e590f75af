"""A poor client: Emacs with eglot, set up as its page tells, shows findings, asks, completes and renames."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.editors.snippets import HERE, program, snippet
from tests.lsp.test_server import FLOW

if TYPE_CHECKING:
    from pathlib import Path

EMACS = shutil.which("emacs")


def lacks() -> str | None:
    """What is missing of Emacs, in words."""
    if EMACS is None:
        return "Emacs is missing: apt install emacs-nox elpa-eglot elpa-yaml-mode"
    asked = (
        '(progn (package-initialize) (kill-emacs (if (and (locate-library "eglot") (locate-library "yaml-mode")) 0 1)))'
    )
    found = subprocess.run([EMACS, "--batch", "--eval", asked], capture_output=True, check=False)
    return None if found.returncode == 0 else "Emacs lacks eglot or yaml-mode: apt install elpa-eglot elpa-yaml-mode"


_LACK = lacks()
pytestmark = [pytest.mark.editors, pytest.mark.skipif(_LACK is not None, reason=str(_LACK))]


def test_emacs(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(FLOW, encoding="utf-8")
    (tmp_path / "argolint.toml").touch()
    written = tmp_path / "snippet.el"
    written.write_text(snippet("emacs.md", "lisp"), encoding="utf-8")
    environment = {
        **os.environ,
        "HOME": str(tmp_path),
        "LC_ALL": "C.UTF-8",
        "PATH": os.pathsep.join([str(program(tmp_path).parent), os.environ["PATH"]]),
        "ARGOLINT_SNIPPET": str(written),
    }
    command = [str(EMACS), "--batch", "-l", str(HERE / "emacs.el")]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=90, check=False
    )
    assert done.returncode == 0, done.stderr
