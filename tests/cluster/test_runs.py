"""The commands about runs, on workflows that Argo's controller runs."""

from __future__ import annotations

import base64
import gzip
import json
import time
from typing import TYPE_CHECKING

import pytest

from tests.cluster.commands import GROUP
from tests.cluster.commands import Shell as Terminal
from tests.cluster.controller import Deed
from tests.cluster.users import GATED, HEAD, PLAIN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cluster.controller import Controller
    from tests.cluster.users import User


def steps(said: str) -> list[str]:
    """The first column of the tree of a run."""
    head, *lines = said[said.index("STEP") :].splitlines()
    return [line[: head.index("TEMPLATE")].rstrip() for line in lines]


def test_submit_and_wait(shell: User) -> None:
    said = shell("submit", shell.write(PLAIN), "-p", "word=moon", "--wait", "--labels", "team=a")
    assert "Status:" in said and "Succeeded" in said
    assert "word=moon" in said
    assert steps(said)[1:] == ["├───✔ a", "└─┬─○ b", "  └─✔ c"]
    listed = shell("list", "-l", "team=a", "--status", "succeeded", "-o", "wide")
    assert len(listed.splitlines()) == 2
    assert shell("list", "--status", "failed") == "No workflows.\n"
    assert "no phase of a run" in shell("list", "--status", "faild", status=2)
    assert len(shell("list", "--since", "1h").splitlines()) == 2
    time.sleep(1.1)
    assert shell("list", "--since", "1s") == "No workflows.\n"
    wide = shell("get", "@latest", "-o", "wide")
    assert "POD" in wide and f"{listed.splitlines()[1].split()[0]}-say-" in wide


def test_a_failure_is_a_status(shell: User) -> None:
    shell.controller.deeds[shell.namespace, ".a"] = Deed(exit_code=1)
    said = shell("submit", shell.write(PLAIN), "--watch", status=1)
    assert "Failed" in said
    assert shell("watch", "@latest", status=1)


def test_submitting_twice_starts_two(shell: User) -> None:
    shell.write(PLAIN)
    first = shell.submit("run.yaml")
    time.sleep(1.1)  # the cluster keeps times in seconds
    second = shell.submit("run.yaml")
    assert first != second
    assert shell("get", "@latest", "-o", "name").strip().endswith(second)
    assert {at["metadata"]["name"] for at in json.loads(shell("list", "-o", "json"))["items"]} == {first, second}


def test_the_newest_within_a_second(shell: User) -> None:
    single = PLAIN.replace("generateName: run-", "name: {}").replace("{", "{{").replace("}", "}}").replace("{{}}", "{}")
    names = [f"run-{number}" for number in (3, 9, 1, 7, 5)]
    shell.write("---\n".join(single.format(name) for name in names))
    shell("submit", "run.yaml")
    assert shell("get", "@latest", "-o", "name") == "workflow.argoproj.io/run-5\n"
    listed = shell("list", "-o", "name").split()
    assert listed == [f"workflow.argoproj.io/{name}" for name in reversed(names)]


def test_templates_beside_a_run_are_not_brought(shell: User) -> None:
    library = (
        "apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: NAME}\nspec:\n  entrypoint: main\n"
        '  templates: [{name: main, container: {image: "busybox:1.37", command: [date]}}]\n'
    )
    one = (
        library.replace("NAME", "one")
        .replace("container", "steps")
        .replace('{image: "busybox:1.37", command: [date]}', "[[{name: a, templateRef: {name: two, template: main}}]]")
    )
    run = HEAD + "spec: {workflowTemplateRef: {name: one}}\n"
    two, three = library.replace("NAME", "two"), library.replace("NAME", "three")
    shell.write("---\n".join((run, one, two, three)))
    done = shell.terminal("submit", "run.yaml")
    assert done.status == 0
    assert done.err == (
        "note: submit starts runs only: `one`, `two` must be on the cluster\nhelp: `argolint apply` brings them\n"
    )
    shell.write(PLAIN + "---\n" + three)
    assert shell.terminal("submit", "run.yaml").err == ""


RICH = (
    HEAD
    + """\
spec:
  entrypoint: main
  onExit: say
  hooks: {running: {expression: workflow.status == "Running", template: say}}
  templates:
    - name: main
      dag:
        tasks:
          - {name: each, template: often, withSequence: {count: 11}}
          - name: deep
            template: inner
            depends: each
            hooks: {exit: {template: say}}
          - {name: never, template: say, depends: deep.Failed}
    - name: often
      retryStrategy: {limit: 1}
      container: {image: "busybox:1.37", command: [echo]}
    - name: inner
      steps:
        - - {name: x, template: say}
          - {name: y1, template: say}
        - - {name: z, template: say}
    - {name: say, container: {image: "busybox:1.37", command: [echo]}}
"""
)


def test_the_tree_of_a_run(shell: User) -> None:
    shell.controller.deeds[shell.namespace, "each(3:3)(0)"] = Deed(exit_code=1)
    said = shell("submit", shell.write(RICH), "--wait")
    name = said.splitlines()[0].split()[-1]
    assert "\n".join(steps(said)).replace(name, "*") == TREE.strip()


def test_some_nodes_of_a_run(shell: User) -> None:
    shell.controller.deeds[shell.namespace, "each(3:3)(0)"] = Deed(exit_code=1)
    name = shell.submit(shell.write(RICH), "--wait")
    some = ["--node-field-selector", "phase=Failed"]
    expected = ["✔ *", "└─✔ each", "  └─✔ each(3:3)", "    └─✖ each(3:3)(0)"]
    assert [line.replace(name, "*") for line in steps(shell("get", name, *some))] == expected
    assert [line.replace(name, "*") for line in steps(shell("watch", name, *some).rstrip())] == expected
    assert "STEP" not in shell("get", name, "--node-field-selector", "phase=Error")
    assert "selects no nodes" in shell("get", name, "--node-field-selector", "failed", status=2)
    assert "do not go together" in shell("get", name, *some, "-o", "json", status=2)


TREE = """
✔ *
├─✔ each
│ ├─✔ each(0:0)(0)
│ ├─✔ each(1:1)(0)
│ ├─✔ each(2:2)(0)
│ ├─✔ each(3:3)
│ │ ├─✖ each(3:3)(0)
│ │ └─✔ each(3:3)(1)
│ ├─✔ each(4:4)(0)
│ ├─✔ each(5:5)(0)
│ ├─✔ each(6:6)(0)
│ ├─✔ each(7:7)(0)
│ ├─✔ each(8:8)(0)
│ ├─✔ each(9:9)(0)
│ └─✔ each(10:10)(0)
├─✔ deep
│ ├─┬─✔ x
│ │ └─✔ y1
│ └───✔ z
├─✔ deep.onExit
└─○ never
✔ *.hooks.running
✔ *.onExit
"""


@pytest.mark.parametrize("words", [["-p", "wrod=x"], ["-p", "word"], ["--from", "nothing"], ["--from", "wftmpl/none"]])
def test_wrong_words_start_nothing(shell: User, words: list[str]) -> None:
    paths = [] if "--from" in words else [shell.write(PLAIN)]
    said = shell("submit", *paths, *words, status=2)
    assert said.count("error") == 1 and "Traceback" not in said
    assert shell("list") == "No workflows.\n"


def test_errors_of_the_check_start_nothing(shell: User) -> None:
    assert "unknown-template" in shell(
        "submit", shell.write(PLAIN.replace("template: say}", "template: sya}")), status=1
    )
    assert shell("list") == "No workflows.\n"


def test_from_a_template_of_the_cluster(shell: User) -> None:
    spec = {
        "entrypoint": "main",
        "arguments": {"parameters": [{"name": "word", "value": "x"}]},
        "templates": [{"name": "main", "container": {"image": "busybox:1.37", "command": ["date"]}}],
    }
    head = {"apiVersion": "argoproj.io/v1alpha1", "metadata": {"name": "lib"}}
    path = f"{GROUP}/namespaces/{shell.namespace}"
    shell.controller.server.need(
        "POST", f"{path}/workflowtemplates", {**head, "kind": "WorkflowTemplate", "spec": spec}
    )
    cron = {"schedules": ["0 0 1 1 *"], "suspend": True, "workflowSpec": spec}
    shell.controller.server.need("POST", f"{path}/cronworkflows", {**head, "kind": "CronWorkflow", "spec": cron})
    for source in ("workflowtemplate/lib", "cronwf/lib"):
        said = shell("submit", "--from", source, "-p", "word=moon", "--wait")
        assert "Succeeded" in said and "word=moon" in said


def test_a_run_of_a_cron_workflow_is_as_argo_makes_it(shell: User) -> None:
    base, head = f"{GROUP}/namespaces/{shell.namespace}", {"apiVersion": "argoproj.io/v1alpha1"}
    words = "{{workflow.parameters.word}} {{workflow.scheduledTime}}"
    step = {"name": "a", "template": "say", "arguments": {"parameters": [{"name": "t", "value": words}]}}
    said = {"inputs": {"parameters": [{"name": "t"}]}, "container": {"image": "busybox:1.37", "command": ["echo"]}}
    templates = [{"name": "main", "steps": [[step]]}, {"name": "say", **said}]
    arguments = {"parameters": [{"name": "word", "value": "x"}]}
    library = {"entrypoint": "main", "arguments": arguments, "templates": templates}
    kind = {**head, "kind": "WorkflowTemplate", "metadata": {"name": "lib"}, "spec": library}
    shell.controller.server.need("POST", f"{base}/workflowtemplates", kind)
    given = {"labels": {"team": "a"}, "annotations": {"note": "b"}}
    spec = {"schedules": ["0 0 1 1 *"], "suspend": True, "workflowMetadata": given}
    spec["workflowSpec"] = {"workflowTemplateRef": {"name": "lib"}}
    cron = {**head, "kind": "CronWorkflow", "metadata": {"name": "nightly"}, "spec": spec}
    cron = shell.controller.server.need("POST", f"{base}/cronworkflows", cron)
    name = shell.submit("--from", "cronwf/nightly", "-p", "word=moon", "--wait")
    run = shell.controller.wait(name, shell.namespace)
    assert run.node(".a").inputs["t"].startswith("moon 20")
    meta = shell.state(name)["metadata"]
    assert (meta["labels"]["team"], meta["annotations"]["note"]) == ("a", "b")
    assert meta["labels"]["workflows.argoproj.io/cron-workflow"] == "nightly"
    assert [at["uid"] for at in meta["ownerReferences"]] == [cron["metadata"]["uid"]]
    assert "has no parameter `wrod`" in shell("submit", "--from", "cronwf/nightly", "-p", "wrod=x", status=2)


def test_resume_one_step_with_an_answer(shell: User) -> None:
    name = shell.submit(shell.write(GATED))
    shell.wait_at_gates(name)
    assert "‖ approve" in shell("get", name)
    assert "no output parameter `answr`" in shell("resume", name, "--output-parameter", "answr=yes", status=2)
    one = ["--node-field-selector", "displayName=approve"]
    assert "waits for output parameter `note`" in shell("resume", name, *one, status=2)
    shell("resume", name, *one, "--output-parameter", "answer=yes", "--output-parameter", "note=")
    shell("resume", name, "--node-field-selector", "displayName=other")
    run = shell.controller.wait(name, shell.namespace)
    assert (run.phase, run.node(".tell").inputs) == ("Succeeded", {"text": "yes"})
    assert "has ended" in shell("resume", name, status=2)


def test_suspend_and_resume(shell: User) -> None:
    name = shell.submit(shell.write(GATED))
    shell.wait_at_gates(name)
    shell("suspend", name)
    assert shell.state(name)["spec"]["suspend"] is True
    assert "(suspended)" in shell("get", name)
    shell("resume", name, "--output-parameter", "answer=no", status=2)  # `other` has no such output
    shell("stop", name)
    assert shell.controller.wait(name, shell.namespace).phase == "Failed"


@pytest.mark.parametrize(("command", "shutdown"), [("stop", "Stop"), ("terminate", "Terminate")])
def test_ending(shell: User, command: str, shutdown: str) -> None:
    name = shell.submit(shell.write(GATED))
    shell.wait_at_gates(name)
    shell(command, "@latest")
    assert shell.controller.wait(name, shell.namespace).phase == "Failed"
    assert shell.state(name)["spec"]["shutdown"] == shutdown


def test_delete(shell: User) -> None:
    name = shell.submit(shell.write(PLAIN), "--wait")
    shell("delete", shell("get", "@latest", "-o", "name").strip().rpartition("/")[2])
    assert name is not None
    assert "there is no Workflow" in shell("get", "@latest", status=2)


def test_one_that_cannot_be_done_stops_no_other(shell: User) -> None:
    name = shell.submit(shell.write(GATED))
    shell.wait_at_gates(name)
    done = shell.terminal("get", "nosuch", name, "-o", "name")
    assert (done.status, done.out) == (2, f"workflow.argoproj.io/{name}\n")
    assert "workflow.argoproj.io" not in done.err and "there is no Workflow `nosuch`" in done.err
    said = shell("terminate", "nosuch", name, "neither", status=2)
    assert f"workflow {name} told to end at once" in said and "`neither`" in said
    shell.controller.wait(name, shell.namespace)
    said = shell("resume", name, "nosuch", status=2)
    assert "has ended" in said and "`nosuch`" in said
    assert "deleted" in shell("delete", "nosuch", name, status=2)
    assert shell("delete", "a", "b", "-n", "other", status=1).count("may not get workflows") == 1


def test_of_several_workflows_one_is_refused(shell: User) -> None:
    fixed = PLAIN.replace("generateName: run-", "name: fixed")
    shell.write(fixed, "fixed.yaml")
    assert shell("submit", "fixed.yaml") == f"workflow fixed submitted to namespace {shell.namespace}\n"
    again = "exists already; delete it, or start another one each time with `generateName`"
    assert f"Workflow {shell.namespace}/fixed {again}" in shell("submit", "fixed.yaml", status=1)
    shell.write("---\n".join((fixed, PLAIN, fixed.replace("fixed", "other"))))
    said = shell("submit", "run.yaml", status=1)
    assert said.count("submitted to namespace") == 2 and again in said


def test_a_selector_that_cannot_be_read(shell: User) -> None:
    said = shell("list", "-l", "a b", status=1)
    assert f"the cluster refuses workflows of namespace {shell.namespace}: unable to parse" in said


def test_names_that_are_not_there(shell: User) -> None:
    name = shell.submit(shell.write(PLAIN))
    assert f"did you mean `{name}`?" in shell("get", name[:-1] + "0", status=2)


def test_compressed_and_offloaded_nodes(shell: User) -> None:
    path = f"{GROUP}/namespaces/{shell.namespace}/workflows"
    spec = {"entrypoint": "main", "templates": [{"name": "main", "suspend": {}}], "suspend": True}
    nodes = {"x": {"id": "x", "name": "x", "displayName": "gate", "type": "Suspend", "phase": "Running"}}
    packed = base64.b64encode(gzip.compress(json.dumps(nodes).encode())).decode()
    labels = {"workflows.argoproj.io/completed": "true"}  # so that the controller leaves it alone
    for name, status in {
        "packed": {"phase": "Running", "compressedNodes": packed},
        "broken": {"phase": "Running", "compressedNodes": "###"},
        "away": {"phase": "Running", "offloadNodeStatusVersion": "fnv:1"},
    }.items():
        meta = {"name": name, "labels": labels}
        head = {"apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow", "metadata": meta}
        shell.controller.server.need("POST", path, {**head, "spec": spec, "status": status})
    assert "‖ gate" in shell("get", "packed")
    shell("resume", "packed")
    text = gzip.decompress(base64.b64decode(shell.state("packed")["status"]["compressedNodes"]))
    assert json.loads(text)["x"]["phase"] == "Succeeded"
    assert "cannot be read" in shell("get", "broken", status=2)
    assert "kept in the controller's database" in shell("get", "away", status=2)


def test_what_is_forbidden_is_named(controller: Controller, namespace: str, tmp_path: Path) -> None:
    token = controller.server.make_account("nobody", namespace)
    done = Terminal(controller.server, tmp_path, namespace, token)("list")
    assert done.status == 1
    assert "may not list workflows" in done.err and "a Role must allow verb `list`" in done.err
