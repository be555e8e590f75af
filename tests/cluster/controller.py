"""Argo's real controller on the test's API server, and a thread that plays the kubelet."""

from __future__ import annotations

import signal
import subprocess
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from tests.cluster.isolated import is_permitted, start_isolated
from tests.cluster.server import BUSY, Json, start, stop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tests.cluster.server import ApiServer

_HOME = "argo"
_RUN_LIMIT = 150.0
_GROUP = "/apis/argoproj.io/v1alpha1"
_NODE_NAME = "workflows.argoproj.io/node-name"
_NODE_ID = "workflows.argoproj.io/node-id"
_WORKFLOW = "workflows.argoproj.io/workflow"
_ENDED = ("Succeeded", "Failed", "Error")
_EPOCH = "2026-01-01T00:00:00Z"


class Deed(NamedTuple):
    """How the container of a node ends, and what it leaves behind."""

    exit_code: int = 0
    result: str | None = None
    parameters: Mapping[str, str] = {}
    artifacts: tuple[Json, ...] = ()


class Node(NamedTuple):
    """A node of a run, as its status shows it."""

    name: str
    type: str
    phase: str
    message: str
    inputs: Mapping[str, str]
    outputs: Mapping[str, str]


class Run(NamedTuple):
    """How a workflow ended, or stands."""

    phase: str
    message: str
    nodes: tuple[Node, ...]

    def node(self, name: str) -> Node:
        """The node whose name ends so."""
        return next(node for node in self.nodes if node.name.endswith(name))


class Controller:
    """The controller that runs the workflows of all namespaces of a server."""

    def __init__(self, server: ApiServer) -> None:
        self.server = server
        self.pid = 0
        self.deeds: dict[tuple[str, str], Deed] = {}
        """What the container of a node does, by namespace and the end of the node's name; the others succeed."""
        self.elsewhere: set[str] = set()
        """The namespaces whose pods somebody else runs."""

    def run(self, manifest: Json, namespace: str, until: Callable[[Run], bool] | None = None) -> Run:
        """Submit a workflow and wait until it has ended, or until it is as wanted."""
        return self.wait(self.submit(manifest, namespace), namespace, until)

    def submit(self, manifest: Json, namespace: str) -> str:
        """Submit a workflow and return its name."""
        made = self.server.need("POST", f"{_GROUP}/namespaces/{namespace}/workflows", manifest)
        return str(made["metadata"]["name"])

    def wait(self, name: str, namespace: str, until: Callable[[Run], bool] | None = None) -> Run:
        """Wait for a workflow; it fails when that takes too long."""
        wanted = until or (lambda run: run.phase in _ENDED)
        ends = time.monotonic() + _RUN_LIMIT
        path = f"{_GROUP}/namespaces/{namespace}/workflows/{name}"
        while True:
            found = read_run(self.server.need("GET", path))
            if wanted(found):
                return found
            assert time.monotonic() < ends, f"{name} does not end: {found}"
            time.sleep(0.1)

    def play(self) -> None:
        """Let every pod that waits end as it should, once."""
        for pod in self.server.ask("GET", "/api/v1/pods").body.get("items", ()):
            if pod.get("status", {}).get("phase") in ("Succeeded", "Failed"):
                continue
            if pod["metadata"]["namespace"] in self.elsewhere:
                continue
            node = pod["metadata"].get("annotations", {}).get(_NODE_NAME)
            if node is not None:
                self._end(pod, self._deed(pod["metadata"]["namespace"], node))

    def _deed(self, namespace: str, node: str) -> Deed:
        known = ((end, deed) for (where, end), deed in self.deeds.items() if where == namespace)
        return next((deed for end, deed in known if node.endswith(end)), Deed())

    def _end(self, pod: Json, deed: Deed) -> None:
        meta = pod["metadata"]
        base = f"/api/v1/namespaces/{meta['namespace']}/pods/{meta['name']}"
        if deed.result is not None or deed.parameters or deed.artifacts:
            self.server.ask("POST", f"{_GROUP}/namespaces/{meta['namespace']}/workflowtaskresults", _report(meta, deed))
        ended = {"reason": "Completed", "startedAt": _EPOCH, "finishedAt": _EPOCH}
        statuses = [
            {
                "name": container["name"],
                "image": container["image"],
                "imageID": "",
                "ready": False,
                "restartCount": 0,
                "state": {"terminated": {**ended, "exitCode": deed.exit_code if container["name"] == "main" else 0}},
            }
            for container in pod["spec"]["containers"]
        ]
        phase = "Failed" if deed.exit_code else "Succeeded"
        self.server.ask("PATCH", f"{base}/status", {"status": {"phase": phase, "containerStatuses": statuses}})


def _report(meta: Json, deed: Deed) -> Json:
    outputs: dict[str, Any] = {}
    if deed.result is not None:
        outputs["result"] = deed.result
    if deed.parameters:
        outputs["parameters"] = [{"name": name, "value": value} for name, value in deed.parameters.items()]
    if deed.artifacts:
        outputs["artifacts"] = list(deed.artifacts)
    return {
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "WorkflowTaskResult",
        "metadata": {
            "name": meta["annotations"][_NODE_ID],
            "labels": {
                _WORKFLOW: meta["labels"][_WORKFLOW],
                "workflows.argoproj.io/report-outputs-completed": "true",
            },
        },
        "outputs": outputs,
    }


def read_run(workflow: Json) -> Run:
    """A run from the status of its workflow; nodes in the order of their names."""
    status = workflow.get("status", {})
    nodes = [
        Node(
            node["name"].replace(workflow["metadata"]["name"], "*", 1),
            node["type"],
            node.get("phase", ""),
            node.get("message", ""),
            _parameters(node.get("inputs", {})),
            _parameters(node.get("outputs", {})),
        )
        for node in status.get("nodes", {}).values()
    ]
    return Run(status.get("phase", ""), status.get("message", ""), tuple(sorted(nodes, key=lambda node: node.name)))


def _parameters(given: Json) -> dict[str, str]:
    found = {at["name"]: str(at.get("value", "")) for at in given.get("parameters", ())}
    return {**found, "result": given["result"]} if "result" in given else found


@contextmanager
def running_controller(server: ApiServer) -> Iterator[Controller]:
    """Run Argo's controller and the kubelet's part until the block ends.

    What the controller listens on is in a network namespace of its own, where such are permitted.
    """
    server.make_namespace(_HOME)
    # Without this it serves its metrics on a port of its own choice.
    settings = {"metadata": {"name": "workflow-controller-configmap"}, "data": {"metricsConfig": "enabled: false\n"}}
    server.need("POST", f"/api/v1/namespaces/{_HOME}/configmaps", settings)
    config = server.write_kubeconfig(server.folder / "controller.kubeconfig", "admin-token", _HOME)
    command = [str(server.programs.controller), "--kubeconfig", str(config), "--executor-image", "argoexec:test"]
    environment = {"LEADER_ELECTION_DISABLE": "true", "DEFAULT_REQUEUE_TIME": "100ms", "HOME": str(server.folder)}
    over = threading.Event()
    controller = Controller(server)
    with (server.folder / "controller.log").open("w") as log:
        options: dict[str, Any] = {"env": environment, "stdout": subprocess.DEVNULL, "stderr": log}
        port = urlsplit(server.url).port
        assert port is not None
        process = start_isolated(command, port, **options) if is_permitted() else start(command, **options)
        controller.pid = process.pid
        kubelet = threading.Thread(target=_keep_playing, args=(controller, over), daemon=True)
        kubelet.start()
        try:
            yield controller
        finally:
            over.set()
            kubelet.join()
            stop(process, signal.SIGKILL)  # it takes its time over SIGTERM


def _keep_playing(controller: Controller, over: threading.Event) -> None:
    while not over.wait(0.1):
        with suppress(*BUSY):  # the next round asks again
            controller.play()
