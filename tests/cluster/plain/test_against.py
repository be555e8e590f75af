"""Plans beside the manifests of another folder: no cluster is asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from argolint.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATE = """\
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: NAME
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: busybox:1.37
        command: [date]
---
"""
RUN = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: run-
spec:
  workflowTemplateRef:
    name: one
---
"""


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("KUBECONFIG", str(tmp_path / "none"))
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
    (tmp_path / "old" / "a.yaml").write_text(
        TEMPLATE.replace("NAME", "one") + TEMPLATE.replace("NAME", "two") + TEMPLATE.replace("NAME", "gone") + RUN
    )
    (tmp_path / "new" / "a.yaml").write_text(
        TEMPLATE.replace("NAME", "one").replace("1.37", "1.38")
        + TEMPLATE.replace("NAME", "two")
        + TEMPLATE.replace("NAME", "three")
        + RUN
    )
    return tmp_path


def test_changes_are_shown_field_by_field(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "new", "--against", "old", "--isolated", "--prune"]) == 0
    shown = [" ".join(line.split("  new/")[0].split()) for line in capsys.readouterr().out.splitlines()]
    assert [line for line in shown if not line.startswith("exists Workflow run-")] == [
        "update WorkflowTemplate one",
        '~ spec.templates[0].container.image: "busybox:1.37" → "busybox:1.38"',
        "create WorkflowTemplate three",
        "unchanged WorkflowTemplate two",
        "delete WorkflowTemplate gone",
        "Plan: 1 update, 1 create, 1 unchanged, 1 exists, 1 delete.",
    ]


def test_nothing_is_deleted_unasked(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "new", "--against", "old", "--isolated", "--format", "json", "--detailed-exitcode"]) == 2
    changes = json.loads(capsys.readouterr().out)["changes"]
    assert "delete" not in {change["deed"] for change in changes}


def test_the_same_is_unchanged(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "new", "--against", "new", "--isolated", "--detailed-exitcode", "--prune"]) == 0
    assert "3 unchanged" in capsys.readouterr().out


def test_a_folder_with_errors_is_told(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folders / "old" / "a.yaml").write_text(TEMPLATE.replace("entrypoint: main", "entrypoint: nowhere"))
    assert main(["plan", "new", "--against", "old", "--isolated"]) == 2
    assert "the manifests in `old` have errors" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_told(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "new", "--against", "nowhere", "--isolated"]) == 2
    assert capsys.readouterr().err.startswith("error: no such file or folder: `nowhere`")
