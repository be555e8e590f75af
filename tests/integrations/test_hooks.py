"""The hooks for pre-commit, the action for GitHub and the component for GitLab do what they promise."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

CHECKOUT = Path(__file__).parents[2]
BAD = (CHECKOUT / "examples/mistakes/unquoted-number.yaml").read_text(encoding="utf-8")


def read(name: str) -> list[Any]:
    return list(YAML(typ="safe").load_all((CHECKOUT / name).read_text(encoding="utf-8")))


def run(command: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=500,
        env={**os.environ, **environment},
    )


def git(folder: Path, *arguments: str) -> None:
    done = run(["git", "-c", "user.name=a", "-c", "user.email=a@b.c", *arguments], folder)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one manifest that has a mistake, staged, beside YAML that is none of ours."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet")
    (folder / "flow.yaml").write_text(BAD, encoding="utf-8")
    (folder / "values.yaml").write_text("a: 1\n", encoding="utf-8")
    git(folder, "add", ".")
    return folder


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This checkout as a repository that pre-commit can clone, with what is not committed yet."""
    folder = tmp_path_factory.mktemp("source") / "argolint"
    names = run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], CHECKOUT).stdout.split("\n")
    for name in filter(None, names):
        if (CHECKOUT / name).is_file() and not name.startswith("tests/"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((CHECKOUT / name).read_bytes())
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "All")
    return folder


@pytest.mark.slow
def test_pre_commit_checks_what_is_staged(repository: Path, source: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(source), "argolint"]
    done = run(command, repository, PRE_COMMIT_HOME=str(tmp_path / "cache"))
    assert done.returncode == 1, done.stdout + done.stderr
    assert "flow.yaml:13:16: error[wrong-type]" in done.stdout
    git(repository, "rm", "--quiet", "--force", "flow.yaml")
    done = run(command, repository, PRE_COMMIT_HOME=str(tmp_path / "cache"))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_pre_commit_mends_what_is_staged(repository: Path, source: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(source), "argolint-fix"]
    done = run(command, repository, PRE_COMMIT_HOME=str(tmp_path / "cache"))
    assert done.returncode == 1, done.stdout + done.stderr
    assert "files were modified by this hook" in done.stdout
    assert (repository / "flow.yaml").read_text(encoding="utf-8") == BAD.replace("[30]", '["30"]')


@pytest.mark.slow
def test_the_action_for_github_annotates_and_writes_its_reports(repository: Path, tmp_path: Path) -> None:
    (action,) = read("action.yml")
    given = {"paths": "flow.yaml", "arguments": "--fail-on never --color never", "sarif": "out.sarif"}
    summary = tmp_path / "summary.md"
    outputs = []
    for step in action["runs"]["steps"]:
        environment = {
            name: re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda match: given[match[1]], value)
            for name, value in step.get("env", {}).items()
        }
        done = run(
            ["bash", "-e", "-c", step["run"]],
            repository,
            RUNNER_TEMP=str(tmp_path),
            GITHUB_ACTION_PATH=str(CHECKOUT),
            GITHUB_STEP_SUMMARY=str(summary),
            **environment,
        )
        assert done.returncode == 0, done.stderr
        outputs.append(done.stdout)
    assert outputs[-1].startswith("::error file=flow.yaml,line=13,")
    assert "wrong-type" in summary.read_text(encoding="utf-8")
    assert json.loads((repository / "out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_the_component_for_gitlab_writes_its_report(repository: Path) -> None:
    head, jobs = read("templates/check.yml")
    inputs = {name: given.get("default", "any") for name, given in head["spec"]["inputs"].items()}
    (line,) = jobs["argolint"]["script"]
    command = re.sub(r"\$\[\[ inputs\.(\w+) \]\]", lambda match: inputs[match[1]], line)
    done = run(
        [sys.executable, "-m", *command.split()],
        repository,
        PYTHONPATH=str(CHECKOUT),
    )
    assert done.returncode == 1, done.stderr
    report = jobs["argolint"]["artifacts"]["reports"]["codequality"]
    assert [one["check_name"] for one in json.loads((repository / report).read_text(encoding="utf-8"))] == [
        "wrong-type"
    ]
