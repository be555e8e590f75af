"""Whole plans of the examples: as kept, of the right form, and the same however their files are named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from argolint.cli.main import main
from tests.goldens import assert_golden

CHECKOUT = Path(__file__).parents[2]
PROJECTS = ("cron", "dag", "hello", "library", "resource", "steps")
SCHEMA = Draft202012Validator(json.loads((CHECKOUT / "schemas" / "plan.json").read_text(encoding="utf-8")))


@pytest.fixture(autouse=True)
def checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CHECKOUT)
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.mark.parametrize("project", PROJECTS)
def test_plan(project: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "plan.json"
    folder = f"examples/{project}"
    assert main(["compile", folder, "-o", str(kept)]) == 0
    text = kept.read_text(encoding="utf-8")
    assert not list(SCHEMA.iter_errors(json.loads(text)))
    assert_golden(__file__, f"{project}.json", text)
    files = sorted((str(at) for at in (CHECKOUT / folder).iterdir()), reverse=True)
    capsys.readouterr()
    assert main(["compile", *files]) == 0
    assert capsys.readouterr().out == text
    assert main(["show", str(kept)]) == 0
    assert_golden(__file__, f"{project}.txt", capsys.readouterr().out)
    assert main(["show", str(kept), "--format", "json"]) == 0
    assert capsys.readouterr().out == text


def test_mistakes_are_told_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "plan.json"
    assert main(["compile", "examples/mistakes", "-o", str(kept)]) == 1
    compiled = capsys.readouterr().out
    assert not list(tmp_path.iterdir())
    assert main(["check", "examples/mistakes", "--isolated"]) == 1
    assert compiled == capsys.readouterr().out
