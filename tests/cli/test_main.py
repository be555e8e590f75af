"""The command itself: help, version, unknown words, and what no caller should ever see."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from argolint.cli import main as cli_main
from argolint.cli.main import COMMANDS
from tests.cli.conftest import BAD, CHECKOUT, GOOD

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Outcome


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_the_version_is_that_of_the_package(argolint: Callable[..., Outcome], flag: str) -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]
    assert argolint(flag) == (0, f"argolint {project['version']}\n", "")


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["help"], *([name, "--help"] for name in COMMANDS)])
def test_help_fits_a_screen_and_has_examples(argolint: Callable[..., Outcome], words: list[str]) -> None:
    status, out, err = argolint(*words)
    lines = out.splitlines()
    assert (status, err) == (0, "")
    assert len(lines) <= (60 if words[0] == "check" else 40)
    assert max(map(len, lines)) <= 80
    assert "argolint" in out.partition("example")[2]


def test_no_command_is_a_mistake_that_shows_help(argolint: Callable[..., Outcome]) -> None:
    status, out, err = argolint()
    assert (status, out) == (2, "")
    assert "usage: argolint" in err


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["chek"], "did you mean `argolint check`?"),
        (["flow.yaml"], "to check it, say `argolint check flow.yaml`"),
        (["-"], "to check it, say `argolint check -`"),
        (["--frobnicate"], "see `argolint --help`"),
    ],
)
def test_an_unknown_command_gets_a_hint(
    argolint: Callable[..., Outcome], folder: Path, words: list[str], hint: str
) -> None:
    (folder / "flow.yaml").touch()
    assert argolint(*words) == (2, "", f"error: unknown command `{words[0]}`\nhelp: {hint}\n")


def _explode(*_: object, **__: object) -> int:
    raise RuntimeError("two\nlines")


def test_an_unexpected_exception_is_one_line(argolint: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli_main, "help_text", _explode)
    status, out, err = argolint("--help")
    assert (status, out) == (3, "")
    assert err == (
        "error: internal error (RuntimeError: two lines); this is a mistake of argolint, please report it\n"
        "help: run it again with ARGOLINT_TRACEBACK=1 for the details to report\n"
    )


def test_details_of_an_unexpected_exception_on_request(
    argolint: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli_main, "help_text", _explode)
    monkeypatch.setenv("ARGOLINT_TRACEBACK", "1")
    status, _, err = argolint("--help")
    assert status == 3
    assert "Traceback" in err


def test_an_interrupt_ends_quietly(argolint: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli_main, "help_text", interrupt)
    assert argolint("--help") == (130, "", "")


def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    (folder / "a.yaml").write_text("---\n".join([BAD] * 3000))
    command = f"{sys.executable} -m argolint check a.yaml | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, env={"PYTHONPATH": str(CHECKOUT)}, timeout=60
    )
    first, status = done.stdout.splitlines()
    assert first.startswith("a.yaml:")
    assert status == "141"
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told(folder: Path) -> None:
    (folder / "a.yaml").write_text(GOOD)
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m argolint check a.yaml > /dev/full"],
        capture_output=True, text=True, env={"PYTHONPATH": str(CHECKOUT)}, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == "error: the report cannot be written: no space left on device\n"


def test_output_is_utf8_whatever_the_locale(process: Callable[..., Outcome], folder: Path) -> None:
    (folder / "a.yaml").write_text(BAD.replace("alpine", "alpine # früh 朝"), encoding="utf-8")
    status, out, err = process("check", "a.yaml", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (status, err) == (1, "")
    assert "# früh 朝" in out


def test_the_version_needs_few_modules() -> None:
    code = "import sys; from argolint.cli.main import main; main(['--version']); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(CHECKOUT)},
    )
    loaded = set(done.stdout.split())
    assert not loaded & {
        "argparse",
        "json",
        "ruamel.yaml",
        "dataclasses",
        "argolint.syntax",
        "argolint.rules",
    }
