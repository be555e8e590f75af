"""Outputs of steps and tasks that may not run, and templates that never stop calling themselves."""

from __future__ import annotations

import pytest

from tests.rules.support import diagnostics, rules, workflow

OUTPUT = "optional-output-without-default"
ARTIFACT = "optional-artifact-not-optional"
SPEC = "arguments: {parameters: [{name: go, value: 'no'}]}\n"
WHEN = "when: '{{workflow.parameters.go}} == yes'"
MAKE = """\
- name: make
  container: {image: "busybox:1.37", command: [ls]}
  outputs:
    parameters: [{name: a, valueFrom: {path: /a}}, {name: b, valueFrom: {path: /b, default: x}}]
    artifacts: [{name: c, path: /c}]
"""
TAKE = """\
- name: take
  inputs: {parameters: [{name: text}]}
  container: {image: "busybox:1.37", command: [echo, "{{inputs.parameters.text}}"]}
- name: spare
  inputs: {parameters: [{name: text, default: none}]}
  container: {image: "busybox:1.37", command: [echo, "{{inputs.parameters.text}}"]}
- name: open
  inputs: {artifacts: [{name: file, path: /f}]}
  container: {image: "busybox:1.37", command: [ls]}
- name: free
  inputs: {artifacts: [{name: file, path: /f, optional: true}]}
  container: {image: "busybox:1.37", command: [ls]}
"""


def steps(first: str, second: str) -> str:
    """A manifest of two steps after each other."""
    body = f"- [{{name: first, template: make, {first}}}]\n  - [{{name: second, {second}}}]\n"
    return workflow(f"- name: main\n  steps:\n  {body}{MAKE}{TAKE}", SPEC)


def dag(*tasks: str) -> str:
    """A manifest of a dag."""
    return workflow(
        "- name: main\n  dag:\n    tasks:\n" + "".join(f"    - {{{task}}}\n" for task in tasks) + MAKE + TAKE,
        SPEC,
    )


def text(value: str) -> str:
    """The arguments that pass a text."""
    return f'arguments: {{parameters: [{{name: text, value: "{value}"}}]}}'


@pytest.mark.parametrize(
    "second",
    [
        "template: take, " + text("{{steps.first.outputs.parameters.a}}"),
        "template: spare, " + text("a-{{steps.first.outputs.parameters.a}}"),
        "template: spare, " + text("{{steps.first.outputs.result}}"),
        "template: make, withParam: '{{steps.first.outputs.parameters.a}}'",
        "template: make, when: '{{steps.first.outputs.parameters.a}} == x'",
        "template: take, " + text("{{=steps.first.outputs.parameters.a}}"),
        "template: take, " + text("{{= steps['first'].outputs.parameters['a'] }}"),
    ],
)
def test_a_step_reads_what_may_be_skipped(second: str) -> None:
    assert OUTPUT in rules(steps(WHEN, second))


@pytest.mark.parametrize(
    "second",
    [
        "template: spare, " + text("{{steps.first.outputs.parameters.a}}"),
        "template: take, " + text("{{steps.first.outputs.parameters.b}}"),
        "template: take, " + text("{{=steps.first.outputs.parameters.a ?? 'x'}}"),
        "template: take, " + text("{{steps.first.status}}"),
        f"template: take, {WHEN}, " + text("{{steps.first.outputs.parameters.a}}"),
        "template: take, when: '{{steps.first.status}} == Succeeded', " + text("{{steps.first.outputs.parameters.a}}"),
    ],
)
def test_a_step_that_is_ready_for_it(second: str) -> None:
    assert OUTPUT not in rules(steps(WHEN, second))


def test_a_step_that_always_runs() -> None:
    reader = "template: take, " + text("{{steps.first.outputs.parameters.a}}")
    assert rules(steps("when: 'true'", reader)) & {OUTPUT} == set()
    assert rules(steps("continueOn: {failed: true}", reader)) == {"output-of-failure"}
    assert rules(steps("withItems: [1], when: '{{item}} == 1'", reader)) == set()


def test_before_3_7_the_default_of_an_input_did_not_count() -> None:
    manifest = steps(WHEN, "template: spare, " + text("{{steps.first.outputs.parameters.a}}"))
    (found,) = (found for found in diagnostics(manifest, "3.6") if found.rule == OUTPUT)
    assert "stays as text" in found.message


READER = "name: r, template: take, " + text("{{tasks.s.outputs.parameters.a}}")


@pytest.mark.parametrize(
    "tasks",
    [
        (f"name: s, template: make, {WHEN}", f"{READER}, dependencies: [s]"),
        (f"name: s, template: make, {WHEN}", "name: m, template: make, depends: s", f"{READER}, depends: m"),
        (
            "name: t, template: make",
            "name: s, template: make, depends: t.Failed",
            f"{READER}, depends: s || t",
        ),
        (
            "name: t, template: make",
            "name: s, template: make, depends: t.Failed",
            f"{READER}, depends: s || s.Omitted",
        ),
    ],
)
def test_a_task_reads_what_may_not_run(tasks: tuple[str, ...]) -> None:
    assert OUTPUT in rules(dag(*tasks))


@pytest.mark.parametrize(
    "tasks",
    [
        (f"name: s, template: make, {WHEN}", f"{READER}, depends: s.Succeeded"),
        (
            f"name: s, template: make, {WHEN}",
            "name: m, template: make, depends: s.Succeeded",
            f"{READER}, depends: m",
        ),
        ("name: t, template: make", "name: s, template: make, depends: t.Failed", f"{READER}, depends: s"),
        (
            "name: t, template: make",
            "name: s, template: make, dependencies: [t]",
            f"{READER}, dependencies: [s]",
        ),
    ],
)
def test_a_task_that_waits_for_success(tasks: tuple[str, ...]) -> None:
    assert OUTPUT not in rules(dag(*tasks))


def test_outputs_of_the_template_itself() -> None:
    def manifest(source: str) -> str:
        call = f"{{name: s, template: make, {WHEN}}}"
        outputs = f"{{parameters: [{{name: o, valueFrom: {{{source}}}}}]}}"
        return workflow(f"- name: main\n  steps: [[{call}]]\n  outputs: {outputs}\n{MAKE}", SPEC)

    assert OUTPUT in rules(manifest("parameter: '{{steps.s.outputs.parameters.a}}'"))
    assert OUTPUT in rules(manifest("parameter: steps.s.outputs.parameters.a"))
    assert OUTPUT in rules(manifest("expression: steps.s.outputs.parameters.a"))
    assert OUTPUT not in rules(manifest("parameter: '{{steps.s.outputs.parameters.a}}', default: x"))
    assert OUTPUT not in rules(manifest("expression: steps.s.outputs.parameters.a ?? 'x'"))


def test_a_condition_that_the_caller_has_asked_already() -> None:
    manifest = workflow(
        "- name: main\n  steps:\n"
        + "  - [{name: call, template: inner, when: '{{workflow.parameters.go}} == yes', "
        + "arguments: {parameters: [{name: go, value: '{{workflow.parameters.go}}'}]}}]\n"
        + "- name: inner\n  inputs: {parameters: [{name: go}]}\n  steps:\n"
        + "  - [{name: s, template: make, when: '{{inputs.parameters.go}} == yes'}]\n"
        + "  - [{name: r, template: take, "
        + text("{{steps.s.outputs.parameters.a}}")
        + "}]\n"
        + MAKE
        + TAKE,
        SPEC,
    )
    assert rules(manifest) == set()


@pytest.mark.parametrize(("template", "found"), [("open", {ARTIFACT}), ("free", set())])
def test_artifacts(template: str, found: set[str]) -> None:
    arguments = "arguments: {artifacts: [{name: file, from: '{{KIND.first.outputs.artifacts.c}}'}]}"
    second = f"template: {template}, {arguments.replace('KIND', 'steps')}"
    assert rules(steps(WHEN, second)) == found
    task = f"name: second, template: {template}, depends: first, {arguments.replace('KIND', 'tasks')}"
    assert rules(dag(f"name: first, template: make, {WHEN}", task)) == found
    task = f"name: second, template: {template}, depends: first.Succeeded, {arguments.replace('KIND', 'tasks')}"
    assert rules(dag(f"name: first, template: make, {WHEN}", task)) == set()


LEAF = 'container: {image: "busybox:1.37", command: [ls]}'


@pytest.mark.parametrize(
    ("body", "ends"),
    [
        ("steps: [[{name: a, template: main}]]", False),
        ("steps: [[{name: a, template: leaf}], [{name: b, template: main}]]", False),
        ("steps: [[{name: a, template: main, withItems: [1, 2]}]]", False),
        ("dag: {tasks: [{name: a, template: leaf}, {name: b, template: main, depends: a}]}", False),
        ("dag: {tasks: [{name: a, template: leaf}, {name: b, template: main, dependencies: [a]}]}", False),
        ("steps: [[{name: a, inline: {steps: [[{name: b, template: main}]]}}]]", False),
        ("steps: [[{name: a, template: main, when: '{{workflow.name}} == x'}]]", True),
        ("steps: [[{name: a, template: main, withParam: '{{workflow.parameters.go}}'}]]", True),
        ("dag: {tasks: [{name: a, template: leaf}, {name: b, template: main, depends: a.Failed}]}", True),
        ("dag: {target: a, tasks: [{name: a, template: leaf}, {name: b, template: main}]}", True),
    ],
)
def test_recursion(body: str, ends: bool) -> None:
    manifest = workflow(f"- name: main\n  {body}\n- name: leaf\n  {LEAF}\n", SPEC)
    assert ("endless-recursion" not in rules(manifest)) is ends


def test_recursion_through_another_object() -> None:
    calling = "- name: main\n  steps: [[{name: a, templateRef: {name: other, template: main}}]]\n"
    back = "- name: main\n  steps: [[{name: b, templateRef: {name: other, template: main}}]]\n"
    other = workflow(back, kind="WorkflowTemplate").replace("name: test", "name: other")
    found = [at for at in diagnostics(f"{workflow(calling)}---\n{other}") if at.rule == "endless-recursion"]
    assert [at.message for at in found] == ["template `main` calls itself without end: `main` → `main`"]


@pytest.mark.parametrize(
    ("depends", "holds"),
    [
        ("a.Succeeded && a.Failed", False),
        ("a && a.Failed", False),
        ("a && !b", True),
        ("a.Succeeded || a.Failed", True),
    ],
)
def test_contradictions(depends: str, holds: bool) -> None:
    manifest = dag("name: a, template: make", "name: b, template: make", f"name: c, template: make, depends: {depends}")
    assert ("contradictory-depends" not in rules(manifest)) is holds


def test_what_nothing_uses_is_told_when_asked() -> None:
    from argolint.project.session import Settings, check_sources
    from argolint.source import SourceFile

    manifest = workflow(
        f"- name: main\n  inputs: {{parameters: [{{name: x, value: '1'}}]}}\n  {LEAF}\n- name: lost\n  {LEAF}\n",
        "arguments: {parameters: [{name: v, value: '1'}], artifacts: [{name: z, raw: {data: a}}]}\n",
    )
    found = check_sources([SourceFile("test.yaml", manifest)], Settings(select=("unused",))).diagnostics
    assert {(at.rule, str(at.severity)) for at in found} == {
        ("unused-parameter", "info"),
        ("unused-artifact", "info"),
        ("unused-template", "info"),
    }
    assert len(found) == 4
    assert rules(manifest) == set()
