"""Bundles: one Workflow that says the same as all the objects it was made of."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argolint.model import Kind
from argolint.plan.bundle import joined
from argolint.plan.compiling import bundled, is_sound
from argolint.plan.linking import Linked, link
from argolint.plan.overrides import Overrides
from argolint.plan.program import program
from argolint.plan.yaml_text import yaml_text
from argolint.project.errors import UsageError
from argolint.project.outcome import Settings
from argolint.source import SourceFile
from argolint.syntax import parse
from argolint.syntax.data import data_of
from tests.facts import absence, facts_are_due, facts_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEAD = "apiVersion: argoproj.io/v1alpha1\n"
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Co"]), max_size=20) | st.sampled_from(
    [
        "yes",
        "010",
        "1:30",
        "~",
        "",
        "a\nb",
        "a\n",
        "\n",
        " a\nb",
        "{{x}}",
        "- a",
        "a: b",
        "# c",
        "1e3",
        "a\n\nb\n",
        "---\n...",
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=12,
)


@given(VALUES)
def test_yaml_reads_back_as_the_same_data(value: Any) -> None:
    text = yaml_text({"k": value})
    (document,) = parse(SourceFile("a.yaml", text))
    assert document.root is not None, text
    assert data_of(document.root, nulls=True) == {"k": value}, text


def _link(paths: list[str]) -> Linked:
    return link(paths, lambda _: Settings(), Overrides({}).put_in, isolated=True)


def shapes(linked: Linked) -> list[Any]:
    """The call trees of the only Workflow, without what says where templates were written and what they are called."""
    items = [item for item in linked.objects() if item.kind is Kind.WORKFLOW]
    return [_shape(run["root"]) + [_shape(at) for at in run.get("handlers", ())] for run in program(linked, items)]


def _shape(call: dict[str, Any]) -> list[Any]:
    below = [_shape(at) for at in (*call.get("calls", ()), *call.get("handlers", ()))]
    parts = {
        key: call[key] for key in ("id", "kind", "parameters", "when", "depends", "loop", "repeats") if key in call
    }
    return [json.dumps(parts, sort_keys=True), (call["template"] or {}).get("type"), below]


def assert_same(paths: list[str], folder: Path) -> None:
    linked = _link(paths)
    kept = folder / "bundle.yaml"
    kept.write_text(bundled(linked), encoding="utf-8")
    again = _link([str(kept)])
    assert is_sound(again), [at.message for at in again.report.diagnostics]
    assert shapes(again) == shapes(linked)
    assert bundled(again) == kept.read_text(encoding="utf-8")


LIBRARY = """\
kind: WorkflowTemplate
metadata: {name: lib.a}
spec:
  arguments: {parameters: [{name: p, value: "1"}, {name: q, value: "2"}]}
  entrypoint: main
  hooks: {exit: {template: say}}
  volumes: [{name: v, emptyDir: {}}]
  templates:
    - name: main
      steps:
        - - name: s
            template: say
            hooks: {exit: {template: say}, bad: {expression: "steps.s.status == 'Failed'", template: say}}
        - - {name: again, template: main, when: "{{workflow.parameters.p}} == 2"}
        - - {name: in, inline: {steps: [[{name: deep, template: say}]]}}
        - - {name: far, templateRef: {name: c, template: say, clusterScope: true}}
    - {name: say, container: {image: alpine, command: [echo, "{{workflow.parameters.p}}"]}}
"""
CLUSTER = """\
kind: ClusterWorkflowTemplate
metadata: {name: c}
spec: {templates: [{name: say, container: {image: busybox, command: [echo]}}]}
"""
BY_TEMPLATE = """\
kind: Workflow
metadata: {name: w}
spec:
  entrypoint: start
  arguments: {parameters: [{name: p, value: "1"}]}
  templates:
    - name: lib-a-say
      container: {image: alpine, command: [echo]}
    - name: start
      dag:
        tasks:
          - {name: a, templateRef: {name: lib.a, template: main}}
          - {name: b, depends: a, template: lib-a-say}
          - {name: c, depends: a.Succeeded, templateRef: {name: c, template: say, clusterScope: true}}
"""
BY_WORKFLOW = """\
kind: Workflow
metadata: {generateName: w-}
spec:
  workflowTemplateRef: {name: lib.a}
  arguments: {parameters: [{name: p, value: "2"}]}
"""


@pytest.mark.parametrize("text", [BY_TEMPLATE, BY_WORKFLOW])
def test_references_are_inlined(text: str, tmp_path: Path) -> None:
    paths = []
    for name, part in (("run", text), ("lib", LIBRARY), ("cluster", CLUSTER)):
        (tmp_path / f"{name}.yaml").write_text(HEAD + part, encoding="utf-8")
        paths.append(str(tmp_path / f"{name}.yaml"))
    assert_same(paths, tmp_path)
    made = (tmp_path / "bundle.yaml").read_text(encoding="utf-8")
    assert ("name: lib-a-say-2" in made) is (text is BY_TEMPLATE)
    assert ("emptyDir" in made) is (text is BY_WORKFLOW)


def test_the_workflow_wins() -> None:
    base = {"a": 1, "volumes": [{"name": "v", "x": 1}, {"name": "w"}], "m": {"a": 1, "b": 1}, "args": [1]}
    over = {"volumes": [{"name": "v", "y": 2}], "m": {"b": 2}, "args": [2]}
    assert joined(base, over) == {
        "a": 1,
        "volumes": [{"name": "v", "y": 2}, {"name": "w"}],
        "m": {"a": 1, "b": 2},
        "args": [2],
    }


def test_wants_one_workflow(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text(HEAD + CLUSTER, encoding="utf-8")
    with pytest.raises(UsageError, match="one Workflow"):
        bundled(_link([str(tmp_path / "c.yaml")]))


@pytest.mark.conformance
def test_bundles_of_the_corpus_say_the_same(tmp_path: Path) -> None:
    folder = facts_folder()
    if folder is None:
        assert not facts_are_due(), absence()
        pytest.skip(absence())
    made = 0
    for run, library in _referring(folder / "corpus"):
        paths = [str(path) for path in (run, *library)]
        linked = _link(paths)
        if is_sound(linked) and sum(item.kind is Kind.WORKFLOW for item in linked.objects()) == 1:
            assert_same(paths, tmp_path)
            made += 1
    assert made >= 20


def _referring(folder: Path) -> Iterator[tuple[Path, list[Path]]]:
    """Each file that refers to templates, with the files that define some of these names."""
    texts = {path: path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.rglob("*.yaml"))}
    defining: dict[str, list[Path]] = {}
    for path, text in texts.items():
        if "WorkflowTemplate\n" in text:
            for found in re.findall(r"^  name: *[\"']?([-.\w]+)", text, re.MULTILINE):
                defining.setdefault(found, []).append(path)
    for path, text in texts.items():
        if "emplateRef:" in text:
            yield path, sorted(_needed(path, texts, defining) - {path})


def _needed(path: Path, texts: dict[Path, str], defining: dict[str, list[Path]]) -> set[Path]:
    needed: set[Path] = set()
    todo = [path]
    while todo:
        text = texts[todo.pop()]
        for name in re.findall(r"emplateRef:\s+(?:template:.*\s+)?name: *[\"']?([-.\w]+)", text):
            first = next(iter(defining.get(name, ())), None)
            if first is not None and first not in needed:
                needed.add(first)
                todo.append(first)
    return needed
