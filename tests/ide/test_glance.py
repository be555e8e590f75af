"""The first answer after an edit: it never contradicts what the whole check then says of the place that is edited."""

from __future__ import annotations

import random

import pytest

from argolint.ide import workspace
from argolint.ide.glance import Change, change_between
from argolint.ide.workspace import Folder
from argolint.source import SourceFile, Span
from tests.ide.cases import CASES
from tests.ide.marked import marked
from tests.ide.test_same_findings import edited, plain

FLOW = """\
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: a}
spec:
  templates:
  - name: one
    inputs: {parameters: [{name: m}]}
    container: {image: "a:1", command: [echo], args: ["{{inputs.parameters.x}}"]}
  - name: two
    container: {image: "a:1", command: [echo], args: ["{{inputs.parameters.y}}"]}
"""


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workspace, "_LONG", 0)


def written(*texts: str) -> Folder:
    folder = Folder(None)
    for text in texts:
        folder.write(SourceFile("a.yaml", text))
        if text is not texts[-1]:
            folder.diagnostics("a.yaml")
    return folder


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("abc", "abc", Change(3, 3, 0)),
        ("abc", "aXbc", Change(1, 2, 1)),
        ("aaa", "aa", Change(2, 2, -1)),
        ("abc", "", Change(0, 0, -3)),
        ("", "abc", Change(0, 3, 3)),
        ("abcd", "aXYd", Change(1, 3, 0)),
    ],
)
def test_the_change_between_two_texts(before: str, after: str, expected: Change) -> None:
    assert change_between(before, after) == expected


def test_what_stands_behind_a_change_moves() -> None:
    change = change_between("abcdef", "abXYef")
    assert (change.moved(Span(0, 2)), change.moved(Span(4, 6)), change.moved(Span(1, 3))) == ((0, 2), (4, 6), None)


@pytest.mark.usefixtures("eager")
def test_the_template_that_is_edited_is_checked_and_the_others_are_moved() -> None:
    folder = written(FLOW, FLOW.replace("parameters.x", "parameters.longer"))
    early = folder.glance("a.yaml")
    assert early is not None
    assert plain(early) == plain(folder.diagnostics("a.yaml"))


@pytest.mark.usefixtures("eager")
def test_what_an_edit_means_elsewhere_is_told_by_the_whole_check() -> None:
    steps = (
        FLOW
        + "  - name: three\n    steps: [[{name: s, template: one, arguments: {parameters: [{name: m, value: v}]}}]]\n"
    )
    folder = written(steps, steps.replace("name: m}]}\n    container", "name: n}]}\n    container"))
    early = folder.glance("a.yaml")
    assert early is not None
    whole = folder.diagnostics("a.yaml")
    assert {each.rule for each in whole} - {each.rule for each in early} == {"undeclared-argument", "missing-argument"}


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize("text", ["a: [\n", FLOW + "---\n" + FLOW, ""])
def test_texts_with_another_shape_wait_for_the_whole_check(text: str) -> None:
    assert written(FLOW, text).glance("a.yaml") is None


def test_short_files_are_checked_at_once() -> None:
    assert written(FLOW, FLOW.replace("parameters.x", "parameters.z")).glance("a.yaml") is None


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize("case", CASES)
def test_after_random_edits_no_finding_stands_outside_of_the_text(case: str) -> None:
    snapshot, _ = marked(CASES[case])
    folder = Folder(None)
    sources = {path: SourceFile(path, file.source.text) for path, file in snapshot.files.items()}
    for source in sources.values():
        folder.write(source)
        folder.diagnostics(source.path)
    rng = random.Random(case)
    for _ in range(20):
        path = rng.choice(list(sources))
        sources[path] = SourceFile(path, edited(sources[path].text, rng))
        folder.write(sources[path])
        early = folder.glance(path)
        for each in early or ():
            assert each.source.text == sources[path].text
            assert 0 <= each.span.start <= each.span.end <= len(sources[path].text)
        folder.diagnostics(path)
