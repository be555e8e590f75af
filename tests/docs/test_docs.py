"""What the documentation shows is what happens: each command is run, and its output compared.

A page is read from top to bottom in a folder of its own that holds `examples/`. A fence with a title is a file; a
fence `console` is what a reader types after `$ ` and sees. A line `…` stands for any lines.
`ARGOLINT_UPDATE_GOLDENS=1` writes the outputs anew.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.facts import CHECKOUT
from tests.goldens import UPDATE

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [CHECKOUT / "README.md", *sorted((CHECKOUT / "docs").glob("*.md"))]
_FENCE = re.compile(
    r"^```(?:(?P<console>console)|\w+ title=\"(?P<title>[^\"]+)\")\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)


class Shown(NamedTuple):
    """A command line and what a page shows of its output."""

    command: str
    output: str


def commands(text: str) -> list[Shown]:
    """The commands of a console fence."""
    parts = re.split(r"^\$ (.*)\n", text, flags=re.MULTILINE)[1:]
    return [Shown(command, output) for command, output in zip(parts[::2], parts[1::2], strict=True)]


def outputs(shown: list[Shown], folder: Path) -> list[str]:
    """What the commands of one fence write, standard error included."""
    made = []
    status = 0
    for command in (one.command for one in shown):
        if command == "echo $?":
            made.append(f"{status}\n")
            continue
        words = shlex.split(command)
        assert words[0] in ("argolint", "cat"), f"no reader is asked to type {words[0]}"
        program = [sys.executable, "-m", "argolint"] if words[0] == "argolint" else ["cat"]
        done = subprocess.run(
            [*program, *words[1:]],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            timeout=60,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT), "NO_COLOR": "1", "COLUMNS": "80"},
        )
        made.append(done.stdout)
        status = done.returncode
    return made


def fits(shown: str, made: str) -> bool:
    """Whether an output is as shown; a line `…` stands for any lines."""
    pattern = "".join("(?:.*\n)*?" if line == "…\n" else re.escape(line) for line in shown.splitlines(keepends=True))
    return re.fullmatch(pattern, made) is not None


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_what_a_page_shows_is_what_happens(path: Path, tmp_path: Path) -> None:
    shutil.copytree(CHECKOUT / "examples", tmp_path / "examples")
    page = path.read_text(encoding="utf-8")
    parts, at = [], 0
    for fence in _FENCE.finditer(page):
        if fence["title"]:
            file = tmp_path / fence["title"]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(fence["text"], encoding="utf-8")
            continue
        shown = commands(fence["text"])
        made = outputs(shown, tmp_path)
        wrong = [one for one, output in zip(shown, made, strict=True) if not fits(one.output, output)]
        if wrong and UPDATE:
            text = "".join(
                f"$ {one.command}\n{one.output if fits(one.output, output) else output}"
                for one, output in zip(shown, made, strict=True)
            )
            parts += page[at : fence.start("text")], text
            at = fence.end("text")
        else:
            assert not wrong, f"{path.name}: `{wrong[0].command}` writes:\n{made[shown.index(wrong[0])]}"
    if parts:
        path.write_text("".join([*parts, page[at:]]), encoding="utf-8")
        pytest.fail("the page was rewritten: run the test again")


@pytest.mark.slow
def test_the_site_is_built_and_no_link_is_broken(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs", reason="the extra `docs` is not installed")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "rules" / "unknown-field.html").is_file()


def test_every_page_is_reached() -> None:
    named = set(re.findall(r"^ +- ([\w/-]+\.md)$", (CHECKOUT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE))
    assert named - {"rules/index.md"} == {
        path.relative_to(CHECKOUT / "docs").as_posix() for path in (CHECKOUT / "docs").rglob("*.md")
    }
