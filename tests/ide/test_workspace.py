"""A folder of files that are let go once they have been read: what is known of them stays, and follows what changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from argolint.ide import workspace
from argolint.ide.navigation import definition, references_at
from argolint.ide.outline import find
from argolint.ide.renaming import rename
from argolint.ide.workspace import Folder
from argolint.source import SourceFile

LIBRARY = """\
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: lib}
spec:
  templates:
  - name: build
    container: {image: "a:1", command: [make]}
"""
USER = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: u-}
spec:
  entrypoint: main
  templates:
  - name: main
    steps:
    - - name: one
        templateRef: {name: lib, template: build}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.setattr(workspace, "_AT_HAND", 0)
    monkeypatch.chdir(tmp_path)
    Path("lib.yaml").write_text(LIBRARY)
    for number in range(5):
        Path(f"u{number}.yaml").write_text(USER)
    found = Folder(".")
    found.write(SourceFile("u0.yaml", USER))
    return found


def places(folder: Folder, path: str, word: str) -> list[str]:
    source = folder.text(path)
    assert source is not None
    return [at.file for at in references_at(folder.snapshot(), path, source.text.index(word) + 1)]


def test_what_stands_in_files_that_were_let_go_is_known(folder: Folder) -> None:
    folder.finish()
    assert places(folder, "u0.yaml", "build") == ["lib.yaml", *(f"u{number}.yaml" for number in range(5))]
    edits = rename(folder.snapshot(), "u0.yaml", USER.index("build"), "make")
    assert [edit.source.path for edit in edits] == ["lib.yaml", *(f"u{number}.yaml" for number in range(5))]
    assert [each.source.path for each in find(folder.snapshot(), "build")] == ["lib.yaml"]


def test_names_are_found_in_what_has_been_looked_through_so_far(folder: Folder) -> None:
    while folder.read_some(1):
        pass
    assert places(folder, "u0.yaml", "build") == ["u0.yaml"]
    assert [at.file for at in definition(folder.snapshot(), "u0.yaml", USER.index("build"))] == ["lib.yaml"]
    folder.finish()
    assert len(places(folder, "u0.yaml", "build")) == 6


def test_changes_on_disk_are_followed(folder: Folder) -> None:
    folder.finish()
    assert folder.diagnostics("u0.yaml") == ()
    places(folder, "u0.yaml", "build")
    Path("lib.yaml").write_text(LIBRARY.replace("build", "rebuild"))
    Path("u1.yaml").unlink()
    Path("u2.yaml").write_text(f"# longer\n{USER}")
    folder.look()
    folder.finish()
    assert [found.rule for found in folder.diagnostics("u0.yaml")] == ["unknown-template-ref"]
    assert [each.source.path for each in find(folder.snapshot(), "build")] == ["lib.yaml"]
    assert places(folder, "u0.yaml", "build") == [f"u{number}.yaml" for number in (0, 2, 3, 4)]


def test_a_closed_file_is_what_is_on_disk(folder: Folder) -> None:
    folder.finish()
    folder.write(SourceFile("lib.yaml", LIBRARY.replace("build", "rebuild")))
    assert [found.rule for found in folder.diagnostics("u0.yaml")] == ["unknown-template-ref"]
    folder.close("lib.yaml")
    assert folder.is_complete
    assert folder.diagnostics("u0.yaml") == ()
    assert places(folder, "u0.yaml", "build")[0] == "lib.yaml"


def test_a_document_is_read_as_far_as_it_can_be_while_a_line_of_it_is_written(folder: Folder) -> None:
    folder.finish()
    folder.write(SourceFile("u0.yaml", USER.replace("entrypoint: main", "entrypoint: main\n  onExit: [")))
    assert [found.rule for found in folder.diagnostics("u0.yaml")] == ["yaml-syntax"]
    assert len(places(folder, "u0.yaml", "build")) == 6
