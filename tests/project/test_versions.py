"""One report about several Argo versions."""

from __future__ import annotations

from argolint.project.outcome import Settings
from argolint.project.session import check_sources
from argolint.schema.versions import Version
from argolint.source import SourceFile

TEXT = """\
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedule: "0 1 * * *"
  workflowSpec:
    entrypoint: main
    templates:
    - {name: main, container: {image: "busybox:1.37", command: [ls], comand: [ls]}}
"""


def messages(*versions: tuple[int, int]) -> list[str]:
    first, *others = (Version(*version) for version in versions)
    report = check_sources([SourceFile("a.yaml", TEXT)], Settings(first, tuple(others)))
    return [f"{found.line} {found.message}" for found in report.diagnostics]


def test_what_differs_names_its_versions_and_what_does_not_is_said_once() -> None:
    assert messages((4, 1), (3, 5), (4, 0)) == [
        "5 with Argo 4.0 and 4.1: `schedule` of `spec` was removed in Argo 4.0",
        "9 `container` of template `main` has no field `comand`",
    ]


def test_one_version_is_not_named() -> None:
    assert messages((4, 1))[0] == "5 `schedule` of `spec` was removed in Argo 4.0"
    assert len(messages((3, 5))) == 1
