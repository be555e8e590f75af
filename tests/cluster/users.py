"""Somebody who runs argolint in a namespace of the test's cluster, and the manifests that he has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.cluster.commands import GROUP
from tests.cluster.commands import Shell as Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cluster.controller import Controller, Node
    from tests.cluster.kubelet import Kubelet

HEAD = "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {generateName: run-}\n"
PLAIN = (
    HEAD
    + """\
spec:
  entrypoint: main
  arguments: {parameters: [{name: word, value: hello}]}
  templates:
    - name: main
      steps:
        - - {name: a, template: say}
        - - {name: b, template: say, when: "1 == 2"}
          - {name: c, template: say}
    - name: say
      container: {image: "busybox:1.37", command: [echo], args: ["{{workflow.parameters.word}}"]}
"""
)
GATED = (
    HEAD
    + """\
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - {name: approve, template: gate}
          - {name: other, template: rest}
        - - name: tell
            template: say
            arguments: {parameters: [{name: text, value: "{{steps.approve.outputs.parameters.answer}}"}]}
    - name: gate
      suspend: {}
      inputs: {parameters: [{name: answer, enum: ["yes", "no"], default: "no"}]}
      outputs: {parameters: [{name: answer, valueFrom: {supplied: {}}}, {name: note, valueFrom: {supplied: {}}}]}
    - name: rest
      suspend: {}
    - name: say
      inputs: {parameters: [{name: text}]}
      container: {image: "busybox:1.37", command: [echo], args: ["{{inputs.parameters.text}}"]}
"""
)
_POD_RIGHTS = [
    {"apiGroups": [""], "resources": ["pods"], "verbs": ["list", "watch", "delete"]},
    {"apiGroups": [""], "resources": ["pods/log"], "verbs": ["get"]},
]


class User:
    """Runs argolint as somebody with rights on the workflows of a namespace, and looks at what came of it."""

    def __init__(self, controller: Controller, namespace: str, folder: Path) -> None:
        self.controller = controller
        self.namespace = namespace
        self.folder = folder
        token = controller.server.make_account("user", namespace)
        everything = {"apiGroups": ["argoproj.io"], "resources": ["*"], "verbs": ["*"]}
        base = f"/apis/rbac.authorization.k8s.io/v1/namespaces/{namespace}"
        controller.server.need("POST", f"{base}/roles", {"metadata": {"name": "user"}, "rules": [everything]})
        subject = {"kind": "ServiceAccount", "name": "user", "namespace": namespace}
        ref = {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "user"}
        binding = {"metadata": {"name": "user"}, "roleRef": ref, "subjects": [subject]}
        controller.server.need("POST", f"{base}/rolebindings", binding)
        self.terminal = Terminal(controller.server, folder, namespace, token)

    def __call__(self, *words: str, status: int = 0) -> str:
        done = self.terminal(*words)
        assert done.status == status, done
        return done.out if status == 0 else done.out + done.err

    def write(self, text: str, name: str = "run.yaml") -> str:
        (self.folder / name).write_text(text, encoding="utf-8")
        return name

    def state(self, name: str) -> dict[str, Any]:
        return self.controller.server.need("GET", f"{GROUP}/namespaces/{self.namespace}/workflows/{name}")

    def submit(self, *words: str) -> str:
        """Submit what the words name, and return the name of the run."""
        return self("submit", *words, "-o", "name").strip().removeprefix("workflow.argoproj.io/")

    def wait_at_gates(self, name: str) -> None:
        """Wait until both steps of a run of `GATED` wait."""
        self.controller.wait(name, self.namespace, lambda run: sum(_waits(node) for node in run.nodes) == 2)

    def with_pods(self, kubelet: Kubelet) -> User:
        """The same with rights on pods, which a kubelet runs from now on."""
        self.controller.elsewhere.add(self.namespace)
        kubelet.namespaces.add(self.namespace)
        path = f"/apis/rbac.authorization.k8s.io/v1/namespaces/{self.namespace}/roles/user"
        role = self.controller.server.need("GET", path)
        self.controller.server.need("PUT", path, {**role, "rules": [*role["rules"], *_POD_RIGHTS]})
        return self


def _waits(node: Node) -> bool:
    return node.type == "Suspend" and node.phase == "Running"
