"""Argo's controller makes the same nodes of a bundle as of the workflow and the templates that it was made of."""

from __future__ import annotations

from textwrap import dedent, indent
from typing import TYPE_CHECKING

import pytest

from argolint.plan.compiling import bundled, is_sound
from argolint.plan.data import object_data
from argolint.plan.linking import link
from argolint.plan.overrides import Overrides
from argolint.project.outcome import Settings
from argolint.schema.versions import parse
from tests.cluster.controller import Deed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cluster.controller import Controller, Run
    from tests.cluster.server import Json

_GROUP = "/apis/argoproj.io/v1alpha1"
SETTINGS = Settings(argo_version=parse("4.0"))

LIBRARY = """\
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: lib}
spec:
  entrypoint: all
  arguments: {parameters: [{name: word, value: from-lib}, {name: more, value: lib-more}]}
  templates:
    - name: say
      inputs: {parameters: [{name: text, value: "{{workflow.parameters.word}}"}]}
      container: {image: "busybox:1.37", command: [echo], args: ["{{inputs.parameters.text}}"]}
    - name: give
      script: {image: "busybox:1.37", command: [sh], source: date}
    - name: make
      outputs: {parameters: [{name: size, valueFrom: {path: /tmp/size}}]}
      container: {image: "busybox:1.37", command: [date]}
    - name: fail
      container: {image: "busybox:1.37", command: ["false"]}
    - name: all
      steps:
        - - {name: make, template: make}
        - - name: say
            template: say
            arguments: {parameters: [{name: text, value: "{{steps.make.outputs.parameters.size}}"}]}
        - - {name: other, templateRef: {name: other, template: twice}}
    - name: sized
      inputs: {parameters: [{name: text}]}
      outputs: {parameters: [{name: size, valueFrom: {parameter: "{{tasks.make.outputs.parameters.size}}"}}]}
      dag:
        tasks:
          - {name: make, template: make}
          - name: say
            template: say
            depends: make
            arguments: {parameters: [{name: text, value: "{{inputs.parameters.text}}"}]}
    - name: down
      inputs: {parameters: [{name: left}]}
      steps:
        - - name: again
            template: down
            when: "{{inputs.parameters.left}} > 0"
            arguments: {parameters: [{name: left, value: "{{=asInt(inputs.parameters.left) - 1}}"}]}
    - name: hooked
      steps:
        - - name: say
            template: say
            hooks: {exit: {template: say, arguments: {parameters: [{name: text, value: after}]}}}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: other}
spec:
  templates:
    - name: say
      container: {image: "busybox:1.37", command: [date]}
    - name: twice
      dag:
        tasks:
          - {name: first, template: say}
          - {name: second, template: say, depends: first}
          - {name: third, inline: {container: {image: "busybox:1.37", command: [date]}}, depends: second}
---
apiVersion: argoproj.io/v1alpha1
kind: ClusterWorkflowTemplate
metadata: {name: wide}
spec:
  entrypoint: say
  arguments: {parameters: [{name: word, value: from-wide}]}
  templates:
    - name: say
      inputs: {parameters: [{name: text, value: "{{workflow.parameters.word}}"}]}
      container: {image: "busybox:1.37", command: [echo], args: ["{{inputs.parameters.text}}"]}
"""

WORD = "arguments: {parameters: [{name: word, value: mine}]}"


def steps(*groups: str, spec: str = WORD) -> str:
    """The spec of a workflow of steps, one group each."""
    listed = "\n".join(f"      - - {group}" for group in groups)
    return f"entrypoint: main\n{spec}\ntemplates:\n  - name: main\n    steps:\n{listed}\n"


def dag(*tasks: str, spec: str = WORD) -> str:
    """The spec of a workflow of tasks."""
    listed = "\n".join(f"        - {task}" for task in tasks)
    return f"entrypoint: main\n{spec}\ntemplates:\n  - name: main\n    dag:\n      tasks:\n{listed}\n"


def ref(template: str, name: str = "lib", more: str = "") -> str:
    return f"templateRef: {{name: {name}, template: {template}{more}}}"


TEXT = "arguments: {parameters: [{name: text, value: %s}]}"
CASES = {
    "a step": steps(f"{{name: a, {ref('say')}}}"),
    "a step with an argument": steps(f"{{name: a, {ref('say')}, {TEXT % 'hi'}}}"),
    "a task": dag(f"{{name: a, {ref('say')}}}"),
    "the same template twice": steps(f"{{name: a, {ref('say')}}}", f"{{name: b, {ref('say')}}}"),
    "two of one name": steps(f"{{name: a, {ref('say')}}}", f"{{name: b, {ref('say', 'other')}}}"),
    "steps that refer on": steps(f"{{name: a, {ref('all')}}}"),
    "a dag with an inline template": dag(f"{{name: a, {ref('twice', 'other')}}}"),
    "one of the cluster": steps(f"{{name: a, {ref('say', 'wide', ', clusterScope: true')}}}"),
    "both scopes": dag(
        f"{{name: a, {ref('say', 'wide', ', clusterScope: true')}}}", f"{{name: b, {ref('say')}, depends: a}}"
    ),
    "outputs handed on": dag(
        f"{{name: make, {ref('make')}}}",
        "{name: b, depends: make, " + ref("say") + ", " + TEXT % "'{{tasks.make.outputs.parameters.size}}'" + "}",
    ),
    "outputs of a dag": dag(
        f"{{name: a, {ref('sized')}, {TEXT % 'x'}}}",
        "{name: b, depends: a, " + ref("say") + ", " + TEXT % "'{{tasks.a.outputs.parameters.size}}'" + "}",
    ),
    "a result in a condition": steps(
        f"{{name: give, {ref('give')}}}",
        "{name: b, when: \"'{{steps.give.outputs.result}}' == 'x'\", " + ref("say") + "}",
    ),
    "a loop": steps("{name: a, withItems: [x, y], " + ref("say") + ", " + TEXT % "'{{item}}'" + "}"),
    "a loop over a result": steps(
        f"{{name: give, {ref('give')}}}",
        "{name: a, withParam: '{{steps.give.outputs.result}}', " + ref("say") + ", " + TEXT % "'{{item}}'" + "}",
    ),
    "recursion": steps(f"{{name: a, {ref('down')}, arguments: {{parameters: [{{name: left, value: 2}}]}}}}"),
    "a failure": steps(f"{{name: fail, {ref('fail')}}}", f"{{name: never, {ref('say')}}}"),
    "a failure that is borne": steps(
        f"{{name: fail, {ref('fail')}, continueOn: {{failed: true}}}}", f"{{name: then, {ref('say')}}}"
    ),
    "a task after a failure": dag(
        f"{{name: fail, {ref('fail')}}}",
        f"{{name: mend, {ref('say')}, depends: fail.Failed}}",
        f"{{name: never, {ref('say')}, depends: fail.Succeeded}}",
    ),
    "hooks of the library": steps(f"{{name: a, {ref('hooked')}}}"),
    "an exit hook": dag("{name: a, " + ref("say") + ", hooks: {exit: {" + ref("say", "other") + "}}}"),
    "a hook of the workflow": steps(
        f"{{name: a, {ref('say')}}}", spec=f"{WORD}\nhooks: {{exit: {{{ref('say', 'other')}}}}}"
    ),
    "an exit handler beside": steps(
        f"{{name: a, {ref('say')}}}",
        spec=WORD + "\nonExit: bye",
    )
    + "  - name: bye\n    steps: [[{name: last, "
    + ref("say")
    + "}]]\n",
    "a whole template": "workflowTemplateRef: {name: lib}\n",
    "a whole template and arguments": f"workflowTemplateRef: {{name: lib}}\n{WORD}\n",
    "another entrypoint": "workflowTemplateRef: {name: lib}\nentrypoint: hooked\n",
    "a whole one of the cluster": "workflowTemplateRef: {name: wide, clusterScope: true}\n",
    "an inline template that refers on": dag("{name: a, inline: {steps: [[{name: deep, " + ref("all") + "}]]}}"),
}


@pytest.fixture(scope="session")
def bundles(controller: Controller) -> str:
    """A namespace with the library, and what its pods leave behind."""
    where = "bundles"
    controller.server.make_namespace(where)
    controller.deeds |= {
        (where, ".make"): Deed(parameters={"size": "7"}),
        (where, ".give"): Deed(result='["x", "y"]'),
        (where, ".fail"): Deed(exit_code=1),
    }
    return where


def linked(folder: Path, spec: str) -> tuple[list[Json], Json]:
    """The objects of the library with a workflow, as they stand and as one bundle."""
    head = "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {generateName: run-}\nspec:\n"
    (folder / "library.yaml").write_text(LIBRARY, encoding="utf-8")
    (folder / "run.yaml").write_text(head + indent(dedent(spec), "  "), encoding="utf-8")
    apart = _read([folder / "library.yaml", folder / "run.yaml"])
    (folder / "bundle.yaml").write_text(_bundle([folder / "library.yaml", folder / "run.yaml"]), encoding="utf-8")
    return apart, _read([folder / "bundle.yaml"])[0]


def _bundle(paths: list[Path]) -> str:
    found = link([str(path) for path in paths], lambda _: SETTINGS, Overrides({}).put_in, isolated=True)
    assert is_sound(found), [at.message for at in found.report.diagnostics if at.severity == "error"]
    return bundled(found)


def _read(paths: list[Path]) -> list[Json]:
    found = link([str(path) for path in paths], lambda _: SETTINGS, Overrides({}).put_in, isolated=True)
    return [object_data(item) for item in found.objects()]


def shown(run: Run) -> tuple[str, list[tuple[str, ...]]]:
    """What is to be the same: phase, and of each node name, type, phase, inputs and outputs."""
    nodes = [(at.name, at.type, at.phase, str(at.inputs), str(at.outputs)) for at in run.nodes]
    return run.phase, nodes


@pytest.mark.parametrize("spec", CASES.values(), ids=CASES.keys())
def test_a_bundle_runs_as_its_parts_do(controller: Controller, bundles: str, tmp_path: Path, spec: str) -> None:
    apart, whole = linked(tmp_path, spec)
    for one in apart:
        if one["kind"] != "Workflow":
            where = _GROUP if one["kind"].startswith("Cluster") else f"{_GROUP}/namespaces/{bundles}"
            controller.server.ask("POST", f"{where}/{one['kind'].lower()}s", one)
    (workflow,) = (one for one in apart if one["kind"] == "Workflow")
    assert "templateRef" not in str(whole) and "workflowTemplateRef" not in str(whole)
    names = [controller.submit(one, bundles) for one in (workflow, whole)]
    expected, found = (controller.wait(name, bundles) for name in names)
    assert expected.nodes
    assert shown(found) == shown(expected)
