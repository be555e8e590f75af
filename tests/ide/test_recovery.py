"""What can be read of a document while a line of it is half written."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from argolint.ide.recovery import load_recovered
from argolint.ide.snapshot import Snapshot
from argolint.project.files import LoadedFile, load_source
from argolint.project.outcome import Settings
from argolint.source import SourceFile

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
kind: Workflow
metadata: {name: w}
spec:
  entrypoint: main
  templates:
  - name: main
    inputs: {parameters: [{name: a, value: x}]}
    steps:
    - - name: one
        template: leaf
%s
    - - name: two
        template: leaf
        when: "{{steps.one.status}} == 'x'"
  - name: leaf
    container: {image: "i"}
"""
HALF = (
    "        templ",
    '        when: "{{steps.',
    "        when: '{{inputs.parameters.",
    "        withItems: [a, b",
    "        arguments: {parameters: [{name: a, val",
    "      - name: x\n        templ",
    "    - - nam",
    "        when: {{steps.",
    "        : x",
    "        arguments:\n          parameters\n          - name: y",
    "        *",
    "\t",
    "        - - -\n      x",
)


def symbols(file: LoadedFile) -> set[tuple[str, str]]:
    found = Snapshot([file], Settings()).symbols(file.source.path).occurrences
    return {(at.symbol.kind, at.symbol.name) for at in found}


@pytest.mark.parametrize("half", HALF)
@pytest.mark.parametrize("knows", [True, False])
def test_the_rest_of_the_document_keeps_its_names(half: str, knows: bool) -> None:
    text = TEXT % half
    typed = text.index(half) + len(half) if knows else None
    broken = load_recovered(SourceFile("a.yaml", text), typed)
    assert symbols(load_source(SourceFile("a.yaml", TEXT % ""))) <= symbols(broken)
    assert [document.problems for document, _ in broken.documents] == [
        document.problems for document, _ in load_source(broken.source).documents
    ]
    for occurrence in Snapshot([broken], Settings()).symbols("a.yaml").occurrences:
        assert text[occurrence.span.start : occurrence.span.end] == occurrence.symbol.name


def test_documents_around_stay_as_they_are() -> None:
    text = f"kind: X\n---\n{TEXT % HALF[1]}---\nkind: [\n"
    found = load_recovered(SourceFile("a.yaml", text))
    assert [document.root is not None for document, _ in found.documents] == [True, True, False]
    assert found.objects()[0].templates[1].name is not None
    assert found.objects()[0].templates[1].name.start == text.index("leaf\n    container")


@pytest.mark.slow
def test_real_files_with_a_line_half_written(facts: Path) -> None:
    rng = random.Random(5)
    kept = whole = broken = 0
    for path in sorted((facts / "corpus" / "argo-examples").rglob("*.yaml")):
        text = path.read_text()
        lines = text.split("\n")
        full = symbols(load_source(SourceFile("a.yaml", text)))
        for _ in range(5):
            number = rng.randrange(len(lines))
            cut = lines[number][: rng.randrange(len(lines[number]) + 1)]
            typed = sum(len(each) + 1 for each in lines[:number]) + len(cut)
            source = SourceFile("a.yaml", "\n".join([*lines[:number], cut, *lines[number:]]))
            if any(document.root is None for document, _ in load_source(source).documents):
                broken += 1
                whole += len(full)
                kept += len(full & symbols(load_recovered(source, typed)))
    assert broken > 50
    assert kept >= 0.99 * whole, (kept, whole, broken)
