"""Defaults of workflows that change, or that hold for some files alone: what is kept says what a fresh check does."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from argolint.project.cache import run
from argolint.project.discovery import discover
from argolint.project.outcome import DefaultsFile, Settings
from argolint.project.session import check_paths
from argolint.project.watching import LiveCheck
from tests.project.edits import START, edit
from tests.project.test_cache import counted, write
from tests.project.test_defaults import DEFAULTS, FLOW
from tests.project.test_incremental import STRICT, said

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXTS = (
    None,
    DEFAULTS,
    DEFAULTS.replace("onExit: tell", "onExit: clean").replace("serviceAccountName: builder", "priority: 1"),
    "spec: {serviceAccountName: runner, arguments: {parameters: [{name: who, value: me}]}}",
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small workspace, and a cache of its own."""
    monkeypatch.setenv("ARGOLINT_CACHE_DIR", str(tmp_path / "cache"))
    place = tmp_path / "work"
    (place / ".git").mkdir(parents=True)
    monkeypatch.chdir(place)
    return place


def by_file(text: str | None, under: str = "") -> Callable[[str], Settings]:
    given = STRICT._replace(workflow_defaults=DefaultsFile("defaults.yaml", text) if text is not None else None)
    return lambda path: given if path.startswith(under) else STRICT


def cold(settings: Callable[[str], Settings]) -> object:
    return said(check_paths(discover(["."]).files, STRICT, by_file=settings))


def warm(settings: Callable[[str], Settings], jobs: int = 0) -> object:
    return said(run.check(discover(["."]).files, settings, isolated=False, jobs=jobs))


def walk(seed: int, steps: int) -> None:
    random = Random(seed)
    texts = {**START, "runs/flow.yaml": FLOW, "flow.yaml": FLOW}
    live = LiveCheck(isolated=False, remembers=False)
    for step in range(steps):
        write(texts)
        settings = by_file(random.choice(TEXTS), random.choice(["", "runs/"]))
        known = cold(settings)
        assert warm(settings, random.choice([0, 2])) == known, f"seed {seed}, step {step}"
        assert said(live.report(discover(["."]).files, settings, jobs=0)) == known, f"seed {seed}, step {step}, live"
        if random.random() < 0.5:
            edit(texts, random)


@pytest.mark.parametrize("seed", range(2))
def test_after_each_change_it_is_as_if_all_were_checked_afresh(seed: int) -> None:
    walk(seed, 25)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 108))
def test_after_each_of_many_changes_too(seed: int) -> None:
    walk(seed, 100)


def test_other_defaults_are_another_question(monkeypatch: pytest.MonkeyPatch) -> None:
    write({"flow.yaml": FLOW})
    warm(by_file(DEFAULTS))
    checked = counted(monkeypatch)
    warm(by_file(DEFAULTS))
    assert checked == []
    assert warm(by_file(DEFAULTS.replace("name: town", "name: city"))) != warm(by_file(DEFAULTS))
    assert checked[0] == "flow.yaml"


def test_the_defaults_of_other_files_count_too() -> None:
    """The account that a workflow runs as decides about what is said of a role in another file."""
    role = START["around/rights.yaml"].replace("[create, patch]", "[create, patch, delete]")
    write({"runs/flow.yaml": FLOW, "rights.yaml": role})
    for text in (DEFAULTS, DEFAULTS.replace("builder", "runner"), None, DEFAULTS):
        settings = by_file(text, "runs/")
        assert warm(settings) == cold(settings)
