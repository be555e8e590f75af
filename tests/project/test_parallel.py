"""Several processes say what one says."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from argolint.project import parallel
from argolint.project.session import FileReport, Settings, check_paths, file_reports

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from argolint.project.session import Report

LIBRARY = """\
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {{name: lib-{n}}}
spec:
  templates:
  - name: run
    container: {{image: busybox, command: [a]}}
"""
USER = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {{generateName: use-}}
spec:
  entrypoint: main
  templates:
  - name: main
    steps:
    - - {{name: a, templateRef: {{name: lib-{n}, template: run}}}}
    - - {{name: b, templateRef: {{name: lib-{n}, template: ruin}}}}
    - - {{name: c, templateRef: {{name: gone-{n}, template: run}}}}
"""

needs_fork = pytest.mark.skipif(parallel.processes(2, 2) < 2, reason="processes are not forked on this system")


@pytest.fixture
def paths(tmp_path: Path) -> list[str]:
    for n in range(12):
        (tmp_path / f"user-{n:02}.yaml").write_text(USER.format(n=n))
        (tmp_path / f"z-library-{n:02}.yaml").write_text(LIBRARY.format(n=n if n else 1))
    return sorted(str(path) for path in tmp_path.iterdir())


def said(report: Report) -> list[tuple[object, ...]]:
    return [
        (found.file, found.line, found.rule, found.message, [(at.file, at.line) for at in found.labels], found.help)
        for found in report.diagnostics
    ]


@needs_fork
@pytest.mark.parametrize("jobs", [2, 3, 5])
def test_processes_say_what_one_says(paths: list[str], jobs: int) -> None:
    alone = check_paths(paths, Settings(jobs=1), isolated=True)
    together = check_paths(paths, Settings(jobs=jobs), isolated=True)
    assert said(together) == said(alone)
    assert {rule for _, _, rule, *_ in said(alone)} >= {"duplicate-definition", "unknown-template-ref"}
    assert [item.name for item in together.objects] == [item.name for item in alone.objects]
    assert [source.path for source in together.files] == paths


@needs_fork
def test_the_share_of_a_process_that_is_gone_is_done_all_the_same(
    paths: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = check_paths(paths, Settings(jobs=1), isolated=True)
    here = os.getpid()

    def killed_elsewhere(*arguments: object) -> list[FileReport]:
        if os.getpid() != here:
            os._exit(1)
        return file_reports(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(parallel, "file_reports", killed_elsewhere)
    assert said(check_paths(paths, Settings(jobs=2), isolated=True)) == said(alone)


def test_few_files_stay_in_one_process() -> None:
    assert parallel.processes(20, 0) == 1
    assert parallel.processes(1, 8) == 1


def test_progress_counts_all_files(paths: list[str]) -> None:
    seen: list[Sequence[int]] = []
    check_paths(paths, Settings(jobs=1), isolated=True, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(n + 1, len(paths)) for n in range(len(paths))]
