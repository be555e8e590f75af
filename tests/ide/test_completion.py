"""What is offered at a place; `▮` marks it, and the text around is often half typed."""

from __future__ import annotations

import pytest

from argolint.diagnostic import Severity
from argolint.ide.completion import complete
from argolint.ide.snapshot import Snapshot
from argolint.project.files import load_source
from argolint.project.outcome import Settings
from argolint.project.session import check_sources
from argolint.source import SourceFile

LIBRARY = """\
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: lib}
spec:
  templates:
  - name: shared
    suspend: {}
"""
FLOW = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: a-}
spec:
  entrypoint: main
  arguments:
    parameters:
    - {name: env, value: dev}
  templates:
  - name: main
    dag:
      tasks:
      - name: build
        template: work
        arguments:
          parameters: [{name: tag, value: x}]
      - name: test
        PLACE
      - name: last
        depends: test
        template: pause
  - name: work
    inputs:
      parameters: [{name: tag}, {name: level, value: "1"}]
    container:
      image: a:1
      OTHER
    outputs:
      parameters: [{name: digest, valueFrom: {path: /d}}]
  - name: pause
    suspend: {}
"""
TASK, LEAF = "        PLACE\n", "      OTHER\n"


def offered(task: str = "        template: pause\n", leaf: str = "") -> list[str]:
    text = FLOW.replace(TASK, task).replace(LEAF, leaf)
    at = text.index("▮")
    files = [SourceFile("lib.yaml", LIBRARY), SourceFile("a.yaml", text.replace("▮", ""))]
    _, offers = complete(Snapshot(map(load_source, files), Settings()), "a.yaml", at)
    return [offer.name for offer in offers]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("template: ▮", ["work", "pause"]),
        ("template: wo▮", ["work", "pause"]),
        ("depends: ▮", ["build"]),
        ("depends: build && bu▮", ["build"]),
        ("dependencies: [▮", []),
        ("templateRef: {name: ▮", ["lib"]),
        ("templateRef: {name: lib, template: ▮", ["shared"]),
    ],
)
def test_references(line: str, wanted: list[str]) -> None:
    assert offered(task=f"        {line}\n") == wanted


def test_dependencies_where_no_task_has_depends() -> None:
    text = FLOW.replace("depends: test", "dependencies: [test]").replace(LEAF, "")
    text = text.replace(TASK, "        dependencies: [▮\n")
    file = load_source(SourceFile("a.yaml", text.replace("▮", "")))
    _, offers = complete(Snapshot([file], Settings()), "a.yaml", text.index("▮"))
    assert [offer.name for offer in offers] == ["build"]


def test_results_of_a_task() -> None:
    assert offered(task="        depends: build.▮\n")[:2] == ["build.Succeeded", "build.Failed"]


def test_arguments_that_are_missing() -> None:
    task = "        template: work\n        arguments:\n          parameters:\n          - name: ▮\n"
    assert offered(task=task) == ["tag", "level"]


@pytest.mark.parametrize("written", ['"{{inputs.▮"', '"{{inputs.par▮', "{{▮", '"{{ ▮ }}"'])
def test_variables_of_a_leaf(written: str) -> None:
    found = offered(leaf=f"      args:\n      - {written}\n")
    assert found[0].startswith("workflow.")
    assert {"inputs.parameters.tag", "inputs.parameters.level", "workflow.parameters.env", "pod.name"} <= set(found)
    assert not any(name.startswith("tasks.") for name in found)


def test_variables_of_a_task_are_those_it_waits_for() -> None:
    task = '        depends: build\n        template: pause\n        when: "{{tasks.▮"\n'
    found = offered(task=task)
    assert "tasks.build.outputs.parameters.digest" in found
    assert not any(name.startswith("tasks.last") for name in found)


def test_names_and_functions_of_an_expression() -> None:
    found = offered(leaf='      args: ["{{=inputs.parameters.tag + ▮}}"]\n')
    assert "inputs.parameters.tag" in found
    assert "len" in found


@pytest.mark.parametrize("line", ["ima▮", "image▮", "▮"])
def test_keys_that_are_not_there_yet(line: str) -> None:
    found = offered(leaf=f"      {line}\n")
    assert "imagePullPolicy" in found
    assert "image" not in found


def test_words_of_a_field() -> None:
    assert set(offered(leaf="      imagePullPolicy: ▮\n")) == {"Always", "Never", "IfNotPresent"}


@pytest.mark.parametrize(
    ("task", "leaf"),
    [
        ("        template: ▮\n", ""),
        ("        template: pause\n        depends: ▮\n", ""),
        ("        templateRef: {name: lib, template: ▮}\n", ""),
        ('        template: pause\n        depends: build\n        when: "{{▮}} == a"\n', ""),
        ("        template: pause\n", '      args: ["{{▮}}"]\n'),
        ("        template: pause\n", "      imagePullPolicy: ▮\n"),
    ],
)
def test_no_offer_is_refused(task: str, leaf: str) -> None:
    """Only an argument may be missing: which one, the next completion offers."""
    text = FLOW.replace(TASK, task).replace(LEAF, leaf)
    for name in offered(task, leaf):
        files = [SourceFile("lib.yaml", LIBRARY), SourceFile("a.yaml", text.replace("▮", name))]
        errors = [each for each in check_sources(files, Settings()).diagnostics if each.severity is Severity.ERROR]
        assert {each.rule for each in errors} <= {"missing-argument"}, (name, errors)


def alone(text: str) -> list[str]:
    found = Snapshot([load_source(SourceFile("a.yaml", text.replace("▮", "")))], Settings())
    return [offer.name for offer in complete(found, "a.yaml", text.index("▮"))[1]]


@pytest.mark.parametrize("text", ["▮", "a▮", '"a▮', "[▮", "- ▮", "{{▮"])
def test_a_document_that_is_no_map_yet(text: str) -> None:
    assert alone(text) == []


NAMED = """\
kind: Workflow
metadata: {generateName: a-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: START}]}
  volumes: [{name: cache, emptyDir: {}}]
  templates:
  - name: main
    inputs: {parameters: [{name: first-one}, {name: two}]}
    container:
      image: a:1
      args: ["{{=inputs.parameters['BRACKET']}}", "{{outputs.parameters.OWN.path}}"]
      volumeMounts: [{name: MOUNT, mountPath: /a}]
    outputs: {parameters: [{name: result, valueFrom: {path: /r}}]}
  - name: calls
    steps:
    - - {name: go, template: main, hooks: {exit: {template: main, arguments: {parameters: [{name: HOOK, value: a}]}}}}
    outputs:
      parameters:
      - {name: a, valueFrom: {parameter: "{{FROM}}"}}
      - {name: b, valueFrom: {expression: "steps.EXPRESSION.outputs.parameters.result"}}
"""
PLACES = {
    "START": ["first-one", "two"],
    "BRACKET": ["first-one", "two"],
    "OWN": ["outputs.parameters.result"],
    "MOUNT": ["cache"],
    "HOOK": ["first-one", "two"],
    "EXPRESSION": ["steps.go"],
}


@pytest.mark.parametrize("place", PLACES)
def test_whatever_a_name_is_read_as(place: str) -> None:
    text = NAMED.replace(place, "▮")
    for other in PLACES:
        text = text.replace(other, "x")
    assert alone(text.replace("FROM", "x"))[: len(PLACES[place])] == PLACES[place]


def test_where_only_outputs_of_calls_may_stand() -> None:
    text = NAMED.replace("FROM", "▮")
    for other in PLACES:
        text = text.replace(other, "x")
    found = alone(text)
    assert found
    assert all(name.startswith("steps.go.") for name in found)
