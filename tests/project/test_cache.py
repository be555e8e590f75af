"""What is kept on disk: it says what a fresh check says, or it is not used."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from argolint.project.cache import changed, keys, run, store
from argolint.project.checking import Checker
from argolint.project.discovery import discover
from argolint.project.outcome import Settings
from argolint.project.session import check_paths
from argolint.report.style import Style
from argolint.report.text import render
from argolint.rules.engine import crash
from argolint.schema.versions import SUPPORTED
from tests.cli.conftest import BAD, GOOD
from tests.facts import CHECKOUT
from tests.project.edits import START, edit
from tests.project.test_incremental import STRICT, said

if TYPE_CHECKING:
    from collections.abc import Callable

    from argolint.project.outcome import FileReport, Report

LIBRARY = """\
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: far}
spec:
  templates:
  - {name: there, suspend: {}}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small workspace, and a cache of its own."""
    monkeypatch.setenv("ARGOLINT_CACHE_DIR", str(tmp_path / "cache"))
    place = tmp_path / "work"
    (place / ".git").mkdir(parents=True)
    monkeypatch.chdir(place)
    write(START)
    return place


def write(texts: dict[str, str]) -> None:
    for path in discover(["."]).files:
        if path not in texts:
            os.unlink(path)
    for path, text in texts.items():
        Path(path).parent.mkdir(exist_ok=True)
        Path(path).write_text(text, encoding="utf-8")


def warm(settings: Settings = STRICT, *, isolated: bool = False, under: str = ".") -> Report:
    return run.check(discover([under]).files, lambda _: settings, isolated=isolated)


def cold(settings: Settings = STRICT, *, isolated: bool = False, under: str = ".") -> Report:
    return check_paths(discover([under]).files, settings, isolated=isolated)


def kept() -> Path:
    (path,) = Path(store.cache_folder()).iterdir()
    return path


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are checked from now on, as they come."""
    checked: list[str] = []
    original = Checker.check

    def check(self: Checker, file: object, settings: Settings, pause: Callable[[], None] | None = None) -> FileReport:
        report = original(self, file, settings, pause)  # type: ignore[arg-type]
        checked.append(report.source.path)
        return report

    monkeypatch.setattr(Checker, "check", check)
    return checked


def test_the_second_run_says_the_same_and_checks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    known = said(cold())
    checked = counted(monkeypatch)
    assert said(warm()) == known
    assert sorted(checked) == sorted(START)
    checked.clear()
    assert said(warm()) == known
    assert checked == []


def test_a_change_costs_the_check_of_those_that_it_may_concern(monkeypatch: pytest.MonkeyPatch) -> None:
    warm()
    checked = counted(monkeypatch)
    Path("runs/greet.yaml").write_text(START["runs/greet.yaml"].replace("Bern", "Basel"))
    assert said(warm()) == said(cold())
    assert checked[:1] == ["runs/greet.yaml"]
    del checked[:]
    Path("library/other.yaml").write_text(START["library/other.yaml"].replace("who", "whom"))
    warm()
    assert "library/other.yaml" in checked
    assert "library/greet.yaml" in checked  # it calls the other one
    assert "around/settings.yaml" not in checked


def walk(seed: int, steps: int) -> None:
    random = Random(seed)
    texts = dict(START)
    for step in range(steps):
        write(texts)
        under = random.choice([".", ".", ".", "runs"]) if Path("runs").exists() else "."
        isolated = random.random() < 0.3
        known = said(cold(isolated=isolated, under=under))
        assert said(warm(isolated=isolated, under=under)) == known, f"seed {seed}, step {step}"
        if random.random() < 0.7:
            edit(texts, random)


@pytest.mark.parametrize("seed", range(2))
def test_after_each_edit_a_warm_run_says_what_a_cold_one_does(seed: int) -> None:
    walk(seed, 40)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 110))
def test_after_each_of_many_edits_too(seed: int) -> None:
    walk(seed, 100)


@pytest.mark.parametrize("seed", range(3))
def test_what_was_shown_is_shown_again_only_where_it_still_holds(seed: int) -> None:
    random = Random(seed)
    texts = dict(START)
    for step in range(25):
        write(texts)
        style = Style(color=random.random() < 0.5)
        memory = run.Memory(discover(["."]).files, lambda _: STRICT, isolated=False, form=style)
        known = render(cold(), style)
        shown = memory.shown()
        text = shown.text if shown is not None else render(memory.report(), style, memory.known)
        assert text == known, f"seed {seed}, step {step}"
        if shown is None:
            memory.show(text, 0)
        if random.random() < 0.7:
            edit(texts, random)


def test_what_has_not_changed_is_not_shown_anew() -> None:
    write({"a.yaml": BAD, "b.yaml": BAD})

    def shows() -> tuple[int, int]:
        memory = run.Memory(["a.yaml", "b.yaml"], lambda _: Settings(), isolated=False, form="text")
        report = memory.report()
        known = len(memory.known)
        memory.show(render(report, Style(), memory.known), 0)
        return known, len(memory.known)

    assert shows() == (0, 2)
    Path("a.yaml").write_text(f"{BAD}# a comment\n")
    assert shows() == (1, 2)


def test_all_that_rules_say_comes_back_as_it_was(folder: Path) -> None:
    for page in (CHECKOUT / "rules").glob("*.md"):
        for number, block in enumerate(re.findall(r"```yaml[^\n]*\n(.*?)```", page.read_text("utf-8"), re.DOTALL)):
            (folder / f"{page.stem}-{number}.yaml").write_text(block, encoding="utf-8")
    known = said(cold())
    assert said(warm()) == known
    (folder / "one-more.yaml").write_text(LIBRARY)
    assert said(warm()) == said(cold())
    (folder / "one-more.yaml").unlink()
    assert said(warm()) == known


def damages() -> dict[str, Callable[[bytes], bytes]]:
    random = Random(7)

    def flipped(data: bytes) -> bytes:
        at = random.randrange(len(data))
        return data[:at] + bytes([data[at] ^ (1 << random.randrange(8))]) + data[at + 1 :]

    return {
        "empty": lambda data: b"",
        "head only": lambda data: data[:40],
        "half": lambda data: data[: len(data) // 2],
        "a byte short": lambda data: data[:-1],
        "longer": lambda data: data + b"\0",
        "garbage": lambda data: random.randbytes(len(data)),
        "another format": lambda data: pickle.dumps({"a": 1}),
        **{f"a bit {n}": flipped for n in range(20)},
    }


@pytest.mark.parametrize("damage", list(damages()))
def test_what_is_damaged_is_not_believed(damage: str) -> None:
    known = said(cold())
    warm()
    whole = kept().read_bytes()
    kept().write_bytes(damages()[damage](whole))
    assert said(warm()) == known
    assert said(warm()) == known
    assert len(kept().read_bytes()) > 1000


@pytest.mark.parametrize("row", [(), (1, 2), "text", None, (((1, 2),), ())])
def test_what_has_another_form_is_not_believed(row: object) -> None:
    known = said(cold())
    warm()
    there = store.Store(keys.environment_key())
    kept_run, files = there.run(), there.files()
    assert kept_run is not None
    there.write(kept_run, row, dict.fromkeys(files, row))  # type: ignore[arg-type]
    assert said(warm()) == known


@pytest.mark.parametrize("place", ["/dev/null/cache", "a-file", "runs/greet.yaml/x"])
def test_where_nothing_can_be_kept_all_goes_on(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a-file").write_text("")
    monkeypatch.setenv("ARGOLINT_CACHE_DIR", place)
    known = said(cold())
    assert said(warm()) == known
    assert said(warm()) == known
    assert store.clean() == 0


def test_without_a_home_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ARGOLINT_CACHE_DIR", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert said(warm()) == said(cold())
    assert not Path("~").exists()


def test_other_settings_are_another_question() -> None:
    for settings in (STRICT, Settings(), Settings(select=("names",)), Settings(argo_version=SUPPORTED[0]), STRICT):
        assert said(warm(settings)) == said(cold(settings))


def test_what_stands_around_the_files_counts(folder: Path) -> None:
    user = START["runs/steps.yaml"].replace("name: greet, template: twice", "name: far, template: there")
    write({"runs/steps.yaml": user, "elsewhere/far.yaml": LIBRARY})
    first = said(warm(under="runs"))
    assert first == said(cold(under="runs"))
    (folder / "elsewhere/far.yaml").write_text(LIBRARY.replace("there", "gone"))
    assert said(warm(under="runs")) == said(cold(under="runs")) != first
    (folder / "elsewhere/far.yaml").unlink()
    assert said(warm(under="runs")) == said(cold(under="runs"))
    assert said(warm(under="runs", isolated=True)) == said(cold(under="runs", isolated=True))


def test_the_question_for_what_is_around_is_noted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changed, "_AROUND", frozenset())
    user = START["runs/steps.yaml"].replace("name: greet, template: twice", "name: far, template: there")
    write({"runs/steps.yaml": user, "elsewhere/far.yaml": LIBRARY})
    warm(under="runs")
    (folder / "elsewhere/far.yaml").write_text(LIBRARY.replace("there", "gone"))
    assert said(warm(under="runs")) != said(cold(under="runs"))


def test_a_tool_that_comes_or_changes_counts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(sys, "executable", str(folder / "python"))
    before = keys.environment_key()
    assert keys.environment_key() == before
    tool = folder / "shellcheck"
    tool.write_text("#!/bin/sh\n")
    tool.chmod(0o755)
    came = keys.environment_key()
    tool.write_text("#!/bin/sh\nexit 1\n")
    assert len({before, came, keys.environment_key()}) == 3


def test_a_failure_of_ours_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    original = Checker.check

    def failing(self: Checker, file: object, settings: Settings, pause: Callable[[], None] | None = None) -> FileReport:
        report = original(self, file, settings, pause)  # type: ignore[arg-type]
        return report._replace(diagnostics=(crash("testing", ValueError("x").with_traceback(trace()), report.source),))

    with monkeypatch.context() as patch:
        patch.setattr(Checker, "check", failing)
        assert "internal-error" in {at.rule for at in warm().diagnostics}
    assert said(warm()) == said(cold())


def trace() -> object:
    try:
        raise ValueError
    except ValueError as error:
        return error.__traceback__


def test_several_processes_keep_and_take_over_too() -> None:
    for number in range(8):
        Path(f"more-{number}.yaml").write_text(
            START["library/greet.yaml"].replace("name: greet", f"name: g{number}", 1)
        )
    settings = STRICT._replace(jobs=3)
    paths = discover(["."]).files
    for _ in range(2):
        assert said(run.check(paths, lambda _: settings, isolated=True, jobs=3)) == said(cold(isolated=True))
    Path("more-9.yaml").write_text(LIBRARY)
    for path in ("runs/greet.yaml", "runs/steps.yaml", "more-1.yaml"):
        Path(path).write_text(Path(path).read_text() + "\n")
    paths = discover(["."]).files
    assert said(run.check(paths, lambda _: settings, isolated=True, jobs=3)) == said(cold(isolated=True))


def argolint(*arguments: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "argolint", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONDONTWRITEBYTECODE": ""}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    return done.returncode, done.stdout + done.stderr


def test_runs_at_the_same_time_do_each_other_no_harm() -> None:
    known = argolint("check", "--no-cache")
    argolint("check", "--no-cache", "runs")
    with ThreadPoolExecutor(6) as pool:
        outcomes = list(pool.map(lambda _: argolint("check"), range(6)))
    assert outcomes == [known] * 6
    assert argolint("check") == known


def test_an_unchanged_run_loads_nothing_of_yaml_and_rules() -> None:
    argolint("check")
    code = "import sys; from argolint.cli.main import main; main(['check']); print(*sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "argolint.project.cache.run" in loaded
    heavy = {"ruamel.yaml", "argolint.rules.engine", "argolint.names", "argolint.flow.analysis", "argolint.syntax"}
    assert not loaded & heavy


def test_no_cache_neither_reads_nor_writes() -> None:
    argolint("check", "--no-cache")
    assert not Path(store.cache_folder()).exists()


def test_clean_removes_what_is_kept_and_nothing_else() -> None:
    argolint("check")
    other = Path(store.cache_folder(), "mine.txt")
    other.write_text("mine")
    assert argolint("clean") == (0, f"removed 1 file from {store.cache_folder()}\n")
    assert list(Path(store.cache_folder()).iterdir()) == [other]


def test_the_oldest_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_MOST_FILES", 3)
    there = Path(store.cache_folder())
    there.mkdir()
    for number in range(6):
        (there / f"{number}.cache").write_text("")
        os.utime(there / f"{number}.cache", (number, number))
    warm()
    assert len(list(there.iterdir())) == 3
    assert {"4.cache", "5.cache"} < {path.name for path in there.iterdir()}


def test_what_was_kept_can_be_mended() -> None:
    Path("a.yaml").write_text(BAD)
    argolint("check", "a.yaml")
    status, shown = argolint("check", "a.yaml", "--fix", "--unsafe-fixes")
    assert (status, "fixed: 1 finding" in shown) == (0, True)
    assert Path("a.yaml").read_text() == GOOD
    assert argolint("check", "a.yaml")[0] == 0


@pytest.mark.parametrize("name", ["text", "json", "sarif", "html", "junit"])
def test_every_form_of_report_is_the_same(name: str) -> None:
    fresh = argolint("check", "--no-cache", "--format", name)
    argolint("check")
    assert argolint("check", "--format", name) == fresh


def test_a_printed_report_is_taken_over_in_its_form_alone() -> None:
    forms = ([], ["--quiet"], ["--statistics"], ["--format", "concise"], ["--color", "always"], ["--fail-on", "never"])
    for form in forms * 2:
        assert argolint("check", *form) == argolint("check", "--no-cache", *form)


def test_a_baseline_is_read_each_time() -> None:
    argolint("check", "--write-baseline", "--baseline", "known.json")
    accepted = argolint("check", "--baseline", "known.json")
    assert accepted[0] == 0
    assert argolint("check", "--baseline", "known.json") == accepted
    Path("known.json").write_text('{"version": 1, "findings": []}')
    assert argolint("check", "--baseline", "known.json")[0] == 1
