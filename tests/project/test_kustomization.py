"""A kustomization tells which files are patches, and on which folders it builds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argolint.project.rendering.kustomization import Kustomization, read_kustomization

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
resources: [../base, flow.yaml, https://example.com/x.yaml]
components: [../parts]
patches:
  - path: image.yaml
    target: {kind: WorkflowTemplate}
  - patch: |-
      - op: remove
        path: /spec
patchesStrategicMerge:
  - limits.yaml
  - |-
    kind: Workflow
    metadata: {name: a}
patchesJson6902:
  - {path: ops.json, target: {kind: Workflow}}
"""


@pytest.mark.parametrize("name", ["kustomization.yaml", "kustomization.yml", "Kustomization"])
def test_patches_and_folders(tmp_path: Path, name: str) -> None:
    for folder in ("base", "parts", "overlay"):
        (tmp_path / folder).mkdir()
    here = tmp_path / "overlay"
    (here / name).write_text(TEXT)
    assert read_kustomization(str(here)) == Kustomization(
        frozenset(str(here / file) for file in ("image.yaml", "limits.yaml", "ops.json")),
        frozenset({str(tmp_path / "base"), str(tmp_path / "parts")}),
    )


@pytest.mark.parametrize("text", ["", "[", "a: b", "patches: 3\nresources: {a: b}\n", "\x00"])
def test_one_that_cannot_be_read_names_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "kustomization.yaml").write_text(text)
    assert read_kustomization(str(tmp_path)) == Kustomization(frozenset(), frozenset())
