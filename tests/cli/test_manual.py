"""Completions and the manual know every command and flag."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from argparse_manpage.manpage import Manpage

from argolint.cli.completions import completions
from argolint.cli.main import COMMANDS, main
from argolint.cli.tree import command_line
from tests.facts import CHECKOUT
from tests.goldens import UPDATE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

MANUAL = CHECKOUT / "docs" / "argolint.1"


def manual() -> str:
    """The manual page, which no date makes differ from day to day."""
    about = {"date": "2026-11-25", "project_name": "argolint", "manual_title": "User Commands"}
    return str(Manpage(command_line(), about, format="single-commands-section"))


def test_the_manual_is_of_today() -> None:
    if UPDATE:
        MANUAL.write_text(manual(), encoding="utf-8")
    assert MANUAL.read_text(encoding="utf-8") == manual(), "renew it with ARGOLINT_UPDATE_GOLDENS=1"


def test_the_manual_has_every_command() -> None:
    text = MANUAL.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f".SS \\fBargolint {name}" not in text] == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "tcsh", "powershell"])
def test_completions_have_every_command(argolint: Run, shell: str) -> None:
    status, out, _ = argolint("completions", shell)
    assert status == 0
    assert [name for name in COMMANDS if name not in out] == []


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["che"], "check"),
        (["check", "--unsafe"], "--unsafe-fixes"),
        (["check", "--format", "sar"], "sarif"),
        (["explain", "unknown-templ"], "unknown-template"),
        (["check", "flo"], "flow.yaml"),
    ],
)
def test_bash_offers(tmp_path: Path, words: list[str], offered: str) -> None:
    (tmp_path / "flow.yaml").touch()
    (tmp_path / "argolint.bash").write_text(completions("bash"), encoding="utf-8")
    typed = " ".join(["argolint", *words])
    script = f'''
source argolint.bash
COMP_WORDS=({typed}) COMP_CWORD={len(words)} COMP_LINE="{typed}" COMP_POINT={len(typed)}
_shtab_argolint argolint {words[-1]} {([*["argolint"], *words])[-2]}
printf '%s\\n' "${{COMPREPLY[@]}}"
'''
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, timeout=30)
    assert offered in done.stdout.split(), done.stderr


def test_an_unknown_shell_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completions", "sh"]) == 2
    assert "invalid choice" in capsys.readouterr().err
