"""References resolve among the files named, then in the repository around the current folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import argolint
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

LIBRARY = """\
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: tools}
spec:
  templates:
  - {name: list, container: {image: "busybox:1.37", command: [ls]}}
"""
USER = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: use-}
spec:
  entrypoint: main
  templates:
  - name: main
    steps: [[{name: run, templateRef: {name: tools, template: list}}]]
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "tools.yaml").write_text(LIBRARY)
    (tmp_path / "user.yaml").write_text(USER)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def errors(path: str, **options: bool) -> list[str]:
    return [found.rule for found in argolint.check([path], **options).diagnostics if found.severity == "error"]


def test_the_repository_is_looked_through_for_what_the_named_files_lack(repository: Path) -> None:
    assert errors("user.yaml") == []
    assert errors("user.yaml", isolated=True) == ["unknown-template-ref"]


def test_files_that_were_only_looked_through_are_not_reported(repository: Path) -> None:
    (repository / "library" / "tools.yaml").write_text(LIBRARY.replace("image:", "imge:"))
    assert errors("user.yaml") == []


def test_outside_of_a_repository_nothing_is_looked_through(repository: Path) -> None:
    (repository / ".git").rmdir()
    assert errors("user.yaml") == ["unknown-template-ref"]


def test_an_editor_says_what_its_workspace_is(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / ".git").rmdir()
    monkeypatch.setenv("ARGOLINT_WORKSPACE", str(repository / "library"))
    assert errors("user.yaml") == ["unknown-template-ref"]
    monkeypatch.setenv("ARGOLINT_WORKSPACE", str(repository))
    assert errors("user.yaml") == []


def test_a_path_or_setting_that_does_not_exist_is_a_wrong_use(repository: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        argolint.check(["nowhere.yaml"])
    with pytest.raises(UsageError, match="no setting `colour`"):
        argolint.check(["user.yaml"], config={"colour": "red"})
    with pytest.raises(UsageError, match=r"Argo 2\.0 is not known"):
        argolint.check(["user.yaml"], config={"argo-version": "2.0"})
