"""`check --watch` follows the files, and ends with what it said last."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from shutil import rmtree
from typing import TYPE_CHECKING

import pytest

from argolint.cli import console, watching
from argolint.cli.options import read_options
from tests.cli.conftest import BAD, CHECKOUT, GOOD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.conftest import Outcome

HOW = ["polling", pytest.param("watchfiles", marks=pytest.mark.skipif(not find_spec("watchfiles"), reason="absent"))]


class Watch:
    """A watch in a process of its own, its two streams in one file."""

    def __init__(self, folder: Path, out: Path, *arguments: str, path: str = "") -> None:
        self._out = out
        self._read = 0
        command = [sys.executable, "-m", "argolint", "check", "--watch", *arguments]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [path, str(CHECKOUT)]))}
        environment["PYTHONPATH"] += os.pathsep + os.environ.get("PYTHONPATH", "")
        with out.open("wb") as stream:
            # What is started in the background ignores interrupts, and passes that on.
            self._process = subprocess.Popen(
                command, cwd=folder, env=environment, stdout=stream, stderr=stream, preexec_fn=_heed_interrupts
            )

    def next(self) -> str:
        """What it says until it waits again."""
        end = time.monotonic() + 30
        while time.monotonic() < end:
            new = self._out.read_text()[self._read :]
            if "waiting for changes\n" in new:
                self._read += len(new)
                return new
            assert self._process.poll() is None, new
            time.sleep(0.02)
        raise AssertionError(f"nothing new: {new}")

    def end(self) -> int:
        """Interrupt it, and give its exit status."""
        self._process.send_signal(signal.SIGINT)
        return self._process.wait(30)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture(params=HOW)
def watched(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., Watch]]:
    started: list[Watch] = []
    path = tmp_path / "absent"
    path.mkdir()
    if request.param == "polling":
        (path / "watchfiles.py").write_text("raise ImportError\n")
    (tmp_path / "work").mkdir()

    def start(*arguments: str) -> Watch:
        started.append(Watch(tmp_path / "work", tmp_path / "out.txt", *arguments, path=str(path)))
        return started[-1]

    yield start
    for watch in started:
        watch.kill()


@pytest.fixture
def work(tmp_path: Path) -> Path:
    return tmp_path / "work"


def test_it_follows_the_files(watched: Callable[..., Watch], work: Path) -> None:
    (work / "a.yaml").write_text(GOOD)
    watch = watched()
    assert "All good: 1 object in 1 file." in watch.next()
    (work / "a.yaml").write_text(BAD)
    said = watch.next()
    assert "a.yaml:10:9: error[unknown-field]" in said
    assert "\x1b" not in said
    (work / "below").mkdir()
    (work / "below" / "b.yaml").write_text(BAD)
    assert "Found 2 errors in 2 files" in watch.next()
    (work / "a.yaml").write_text("a: [")
    assert "error[yaml-syntax]" in watch.next()
    rmtree(work / "below")
    assert "below" not in watch.next()
    (work / "a.yaml").write_text(GOOD)
    assert "All good: 1 object in 1 file." in watch.next()
    assert watch.end() == 0


def test_it_ends_with_the_status_of_the_last_check(watched: Callable[..., Watch], work: Path) -> None:
    (work / "a.yaml").write_text(GOOD)
    watch = watched("a.yaml", "--isolated")
    watch.next()
    (work / "a.yaml").write_text(BAD)
    watch.next()
    assert watch.end() == 1


def test_a_folder_may_go_and_come(watched: Callable[..., Watch], work: Path) -> None:
    (work / "ci").mkdir()
    (work / "ci" / "a.yaml").write_text(GOOD)
    watch = watched("ci")
    assert "All good" in watch.next()
    rmtree(work / "ci")
    assert "no such file or folder: `ci`" in watch.next()
    (work / "ci").mkdir()
    (work / "ci" / "a.yaml").write_text(BAD)
    said = watch.next()
    if "error[unknown-field]" not in said:  # it may have seen the folder before the file
        said = watch.next()
    assert "error[unknown-field]" in said
    assert watch.end() == 1


def test_the_configuration_counts_too(watched: Callable[..., Watch], work: Path) -> None:
    (work / "a.yaml").write_text(BAD)
    (work / ".git").mkdir()
    watch = watched()
    assert "error[unknown-field]" in watch.next()
    (work / "argolint.toml").write_text("ignor = []\n")
    assert "there is no setting `ignor`" in watch.next()
    (work / "argolint.toml").write_text('ignore = ["schema", "missing-image"]\n')
    assert "All good" in watch.next()
    assert watch.end() == 0


def test_it_only_shows(argolint: Callable[..., Outcome]) -> None:
    for flags in (["--fix"], ["--diff"], ["-"], ["--output", "x"], ["--write-baseline", "--baseline", "b"]):
        status, _, err = argolint("check", "--watch", *flags)
        assert (status, "`--watch`" in err) == (2, True)


def test_a_terminal_is_cleared(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.yaml").write_text(GOOD)
    monkeypatch.setattr(console, "is_terminal", lambda *_: True)
    monkeypatch.setattr(watching, "_hints", lambda _: (_ for _ in "x" if interrupt()))
    assert watching.watch(read_options(["--watch", "--color", "never"])) == 0
    assert capsys.readouterr().out.startswith("\x1b[H\x1b[2J\x1b[3JAll good")


def interrupt() -> bool:
    raise KeyboardInterrupt
