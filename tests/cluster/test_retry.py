"""Runs that failed, retried by us and finished by Argo's controller."""

from __future__ import annotations

import base64
import gzip
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.cluster.commands import GROUP
from tests.cluster.users import GATED, HEAD

if TYPE_CHECKING:
    from tests.cluster.kubelet import Kubelet
    from tests.cluster.users import User


@pytest.fixture
def shell(shell: User, kubelet: Kubelet) -> User:
    """Runs argolint as somebody who may delete pods, in a namespace whose pods have a kubelet."""
    return shell.with_pods(kubelet)


_SAY = '    - {name: say, container: {image: "busybox:1.37", command: [echo]}}\n'
STEPS = (
    HEAD
    + """\
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - {name: a, template: say}
          - {name: b, template: say, when: "1 == 2"}
        - - {name: c, template: say}
          - {name: d, template: say}
        - - {name: e, template: say}
"""
    + _SAY
)
DAG = (
    HEAD
    + """\
spec:
  entrypoint: main
  onExit: say
  templates:
    - name: main
      dag:
        tasks:
          - {name: a, template: say}
          - {name: b, template: inner, depends: a}
          - {name: c, template: say, depends: a}
          - {name: d, template: say, depends: b && c}
          - {name: f, template: say, depends: d, withItems: [1, 2]}
    - name: inner
      steps:
        - - {name: x, template: say}
        - - {name: bad, template: say}
"""
    + _SAY
)
HANDLED = (
    HEAD
    + """\
spec:
  entrypoint: main
  templates:
    - name: main
      dag:
        tasks:
          - {name: a, template: say}
          - {name: b, template: say, depends: a}
          - {name: e, template: say, depends: b.Failed}
          - {name: f, template: say, depends: b.Succeeded}
"""
    + _SAY
)
LOOP = (
    HEAD
    + """\
spec:
  entrypoint: main
  arguments: {parameters: [{name: items, value: "[1, 2]"}]}
  templates:
    - name: main
      steps: [[{name: each, template: say, withParam: "{{workflow.parameters.items}}"}]]
"""
    + _SAY
)
ITEMS = (
    HEAD
    + """\
spec:
  entrypoint: main
  templates:
    - name: main
      dag:
        tasks:
          - {name: each, template: often, withItems: [one, two, three], arguments: {parameters: [{name: of, value: "{{item}}"}]}}
          - {name: last, template: say, depends: each}
    - name: often
      inputs: {parameters: [{name: of}]}
      retryStrategy: {limit: 1}
      container: {image: "busybox:1.37", command: [echo], args: ["{{inputs.parameters.of}}"]}
"""  # noqa: E501
    + _SAY
)
ROOT = HEAD + "spec:\n  entrypoint: say\n  templates:\n" + _SAY
SET = (
    HEAD
    + """\
spec:
  entrypoint: main
  templates:
    - name: main
      steps: [[{name: both, template: set}]]
    - name: set
      containerSet:
        containers:
          - {name: main, image: "busybox:1.37", command: [echo]}
          - {name: two, image: "busybox:1.37", command: [echo]}
"""
)
CASES = {
    "steps": (STEPS, "].c"),
    "dag": (DAG, ".bad"),
    "items": (ITEMS, "(1:two)"),
    "root": (ROOT, ""),
    "set": (SET, ".both"),
}


def pods(shell: User) -> dict[str, str]:
    """The pods of the namespace by name, with their uids."""
    found = shell.controller.server.need("GET", f"/api/v1/namespaces/{shell.namespace}/pods")["items"]
    return {at["metadata"]["name"]: at["metadata"]["uid"] for at in found}


def phases(shell: User, name: str) -> dict[str, str]:
    """The phases of the nodes of a run."""
    return {at["name"].removeprefix(name): at["phase"] for at in shell.state(name)["status"]["nodes"].values()}


@pytest.mark.parametrize("case", CASES)
def test_what_failed_runs_again(shell: User, kubelet: Kubelet, case: str) -> None:
    manifest, bad = CASES[case]
    kubelet.fails[shell.namespace] = bad
    name = shell.submit(shell.write(manifest))
    assert shell.controller.wait(name, shell.namespace).phase == "Failed"
    failed, before = phases(shell, name), pods(shell)
    del kubelet.fails[shell.namespace]
    said = shell("retry", name, "--wait")
    assert said == f"workflow {name} retried\n"
    run = shell.state(name)
    ended, after = phases(shell, name), pods(shell)
    assert run["status"]["phase"] == "Succeeded", ended
    assert set(ended.values()) <= {"Succeeded", "Skipped", "Omitted"}
    kept = {node for node, phase in failed.items() if phase == "Succeeded" and not node.startswith(".onExit")}
    assert kept <= ended.keys()
    same = {name for name in before if before[name] == after.get(name)}
    assert len(same) == len([at for at in kept if is_pod(run, name, at)])
    assert "workflows.argoproj.io/completed" in run["metadata"]["labels"]


def is_pod(run: dict[str, Any], name: str, node: str) -> bool:
    """Whether a node is that of a pod."""
    return any(at["name"] == name + node and at["type"] == "Pod" for at in run["status"]["nodes"].values())


def failed(shell: User, kubelet: Kubelet, manifest: str, bad: str) -> str:
    """The name of a run that failed where the name of a node ends so."""
    kubelet.fails[shell.namespace] = bad
    name = shell.submit(shell.write(manifest))
    assert shell.controller.wait(name, shell.namespace).phase == "Failed"
    return name


def test_a_failure_that_was_seen_to_is_none(shell: User, kubelet: Kubelet) -> None:
    name = failed(shell, kubelet, HANDLED, ".b")
    assert "has no failed node to retry" in shell("retry", name, status=2)
    again = ["--restart-successful", "--node-field-selector", "displayName=a"]
    del kubelet.fails[shell.namespace]
    shell("retry", name, *again, "--wait")
    assert phases(shell, name)[".e"] == "Omitted"


def test_an_exit_handler_that_failed_runs_again(shell: User, kubelet: Kubelet) -> None:
    name = failed(shell, kubelet, DAG, ".onExit")
    before = pods(shell)
    del kubelet.fails[shell.namespace]
    shell("retry", name, "--wait")
    anew = {at for at, uid in pods(shell).items() if before.get(at) != uid}
    assert len(anew) == 1 and phases(shell, name)[".onExit"] == "Succeeded"
    shell("retry", name, "--restart-successful", "--node-field-selector", f"name={name}.onExit", "--wait")
    assert phases(shell, name)[".onExit"] == "Succeeded"


def test_what_succeeded_runs_again_on_request(shell: User, kubelet: Kubelet) -> None:
    name = shell.submit(shell.write(STEPS), "--wait")
    before = pods(shell)
    assert "has succeeded" in shell("retry", name, status=2)
    assert "go together only" in shell("retry", name, "--restart-successful", status=2)
    selects = ["--restart-successful", "--node-field-selector"]
    assert "is meant by the selector" in shell("retry", name, *selects, "displayName=none", status=2)
    shell("retry", name, *selects, "displayName=c", "--wait")
    after, nodes = pods(shell), shell.state(name)["status"]["nodes"].values()
    anew = {
        node["displayName"]
        for node in nodes
        if node["type"] == "Pod" and after[pod(shell, node)] not in before.values()
    }
    assert anew == {"c", "e"}


def test_an_attempt_that_succeeded_runs_again(shell: User) -> None:
    """Argo's own server leaves what counts the attempts closed, so that none would begin."""
    name = shell.submit(shell.write(ITEMS), "--wait")
    before = pods(shell)
    one = f"name={name}.each(0:one)(0)"
    shell("retry", name, "--restart-successful", "--node-field-selector", one, "--wait")
    after, ended = pods(shell), phases(shell, name)
    assert len(after.keys() & {at for at in before if after.get(at) == before[at]}) == len(before) - 2
    assert ended.keys() >= {".each(0:one)(0)", ".last"} and set(ended.values()) == {"Succeeded"}


def pod(shell: User, node: dict[str, Any]) -> str:
    """The name of the pod of a node."""
    found = shell.controller.server.need("GET", f"/api/v1/namespaces/{shell.namespace}/pods")["items"]
    key = "workflows.argoproj.io/node-id"
    return next(str(at["metadata"]["name"]) for at in found if at["metadata"]["annotations"][key] == node["id"])


def test_with_other_parameters(shell: User, kubelet: Kubelet) -> None:
    name = failed(shell, kubelet, LOOP, "(1:2)")
    assert "did you mean `items`?" in shell("retry", name, "-p", "item=[1]", status=2)
    del kubelet.fails[shell.namespace]
    shell("retry", name, "-p", "items=[5,6,7]", "--wait")
    assert {at.removeprefix("[0].each") for at in phases(shell, name) if "(" in at} == {"(0:5)", "(1:6)", "(2:7)"}


def test_retrying_again_and_again(shell: User, kubelet: Kubelet) -> None:
    name = failed(shell, kubelet, STEPS, "].c")
    assert "ended: Failed" in shell("retry", name, "--wait", status=1)
    kubelet.fails[shell.namespace] = "].e"
    assert "ended: Failed" in shell("retry", name, "--wait", status=1)
    del kubelet.fails[shell.namespace]
    shell("retry", "@latest", "--wait")
    assert shell.state(name)["status"]["phase"] == "Succeeded"


def test_what_cannot_be_retried(shell: User) -> None:
    name = shell.submit(shell.write(GATED))
    shell.wait_at_gates(name)
    assert "has not ended: it is Running" in shell("retry", name, status=2)
    shell("terminate", name)
    shell.controller.wait(name, shell.namespace)
    path = f"{GROUP}/namespaces/{shell.namespace}/workflows"
    labels = {"workflows.argoproj.io/completed": "true"}
    for made, status in {
        "away": {"phase": "Failed", "offloadNodeStatusVersion": "fnv:1"},
        "empty": {"phase": "Failed", "message": "invalid spec"},
    }.items():
        head = {"apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow", "metadata": {"name": made, "labels": labels}}
        spec = {"entrypoint": "main", "templates": [{"name": "main", "suspend": {}}]}
        shell.controller.server.need("POST", path, {**head, "spec": spec, "status": status})
    assert "kept in the controller's database" in shell("retry", "away", status=2)
    assert "failed before it had any node" in shell("retry", "empty", status=2)
    assert "there is no Workflow `none`" in shell("retry", "none", status=2)


def test_nodes_stay_compressed(shell: User, kubelet: Kubelet) -> None:
    name = failed(shell, kubelet, STEPS, "].c")
    nodes = shell.state(name)["status"]["nodes"]
    packed = base64.b64encode(gzip.compress(json.dumps(nodes).encode())).decode()
    path = f"{GROUP}/namespaces/{shell.namespace}/workflows/{name}"
    shell.controller.server.need("PATCH", path, {"status": {"nodes": None, "compressedNodes": packed}})
    del kubelet.fails[shell.namespace]
    shell("retry", name, "--wait")
    assert "✔ c" in shell("get", name)
