"""Steps that wait for somebody: their outputs for the whole run, and steps that somebody lets fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cluster.users import GATED, HEAD

if TYPE_CHECKING:
    from tests.cluster.users import User

GLOBAL = (
    HEAD
    + """\
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - {name: gate, template: gate}
        - - name: tell
            template: say
            arguments: {parameters: [{name: text, value: "{{workflow.outputs.parameters.said}}"}]}
    - name: gate
      suspend: {}
      outputs: {parameters: [{name: answer, globalName: said, valueFrom: {supplied: {}}}]}
    - name: say
      inputs: {parameters: [{name: text}]}
      container: {image: "busybox:1.37", command: [echo], args: ["{{inputs.parameters.text}}"]}
"""
)


def test_an_answer_for_the_whole_run(shell: User) -> None:
    name = shell.submit(shell.write(GLOBAL))
    shell.controller.wait(name, shell.namespace, lambda run: any(at.type == "Suspend" for at in run.nodes))
    shell("resume", name, "--output-parameter", "answer=yes")
    run = shell.controller.wait(name, shell.namespace)
    assert run.node(".tell").inputs == {"text": "yes"}
    assert shell.state(name)["status"]["outputs"] == {"parameters": [{"name": "said", "value": "yes"}]}


def test_a_step_that_fails_on_request(shell: User) -> None:
    name = shell.submit(shell.write(GATED))
    shell.wait_at_gates(name)
    one = ["--node-field-selector", "displayName=approve"]
    assert "is kept with a step" in shell("stop", name, "--message", "no", status=2)
    assert "waiting: `" in shell("stop", name, "--node-field-selector", "displayName=tell", status=2)
    assert shell("stop", name, *one, "--message", "not now") == f"workflow {name} told to stop waiting\n"
    shell("resume", name, "--node-field-selector", "displayName!=approve")
    run = shell.controller.wait(name, shell.namespace)
    assert (run.phase, run.node(".approve").phase, run.node(".approve").message) == ("Failed", "Failed", "not now")
