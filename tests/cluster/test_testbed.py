"""The testbed itself: a real API server, a real authorizer, Argo's real controller."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from tests.cluster.controller import Controller, Deed
from tests.cluster.isolated import is_permitted
from tests.cluster.server import ApiServer, Rule

if TYPE_CHECKING:
    from pathlib import Path

CONFIG_MAP = json.dumps({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "data": {"k": "v"}})


def workflow(templates: list[dict[str, Any]], **spec: Any) -> dict[str, Any]:
    """A workflow whose entrypoint is `main`."""
    return {
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "Workflow",
        "metadata": {"generateName": "run-"},
        "spec": {"entrypoint": "main", "templates": templates, **spec},
    }


def work(name: str, **more: Any) -> dict[str, Any]:
    """A template of one container."""
    return {"name": name, "container": {"image": "busybox:1.37", "command": ["date"]}, **more}


def test_it_serves_argos_kinds(server: ApiServer, namespace: str) -> None:
    path = f"/apis/argoproj.io/v1alpha1/namespaces/{namespace}"
    server.need("POST", f"{path}/workflowtemplates", {"metadata": {"name": "a"}, "spec": {"templates": []}} | _HEAD)
    assert [at["metadata"]["name"] for at in server.need("GET", f"{path}/workflowtemplates")["items"]] == ["a"]


_HEAD = {"apiVersion": "argoproj.io/v1alpha1", "kind": "WorkflowTemplate"}


def test_a_stranger_may_do_nothing(server: ApiServer, namespace: str) -> None:
    token = server.make_account("stranger", namespace)
    path = f"/api/v1/namespaces/{namespace}/configmaps"
    assert server.ask("GET", path, token=token).status == 403
    assert server.ask("GET", path, token="wrong").status == 401


@pytest.mark.parametrize(
    ("action", "present", "verbs"),
    [
        ("create", False, ("create",)),
        ("apply", False, ("get", "create")),
        ("apply", True, ("get", "patch")),
        ("get", True, ("get",)),
        ("replace", True, ("update",)),
        ("delete", True, ("delete",)),
    ],
)
def test_what_kubectl_needs(
    server: ApiServer, namespace: str, tmp_path: Path, action: str, present: bool, verbs: tuple[str, ...]
) -> None:
    def attempt(given: tuple[str, ...], number: int) -> int:
        account = f"worker-{number}"
        token = server.make_account(account, namespace)
        server.grant(account, namespace, [Rule(given, ("configmaps",))], namespace)
        config = server.write_kubeconfig(tmp_path / f"{account}.json", token, namespace)
        server.ask("DELETE", f"/api/v1/namespaces/{namespace}/configmaps/a")
        if present:
            server.need("POST", f"/api/v1/namespaces/{namespace}/configmaps", json.loads(CONFIG_MAP))
        output = "name" if action == "delete" else "json"
        more = ("--ignore-not-found",) if action == "delete" else ()
        command = (action, *more, "-f", "-", "-o", output)
        return server.kubectl(*command, kubeconfig=config, stdin=CONFIG_MAP).returncode

    assert attempt(verbs, 0) == 0
    for number, dropped in enumerate(verbs, 1):
        assert attempt(tuple(verb for verb in verbs if verb != dropped), number) != 0, dropped


def test_a_workflow_runs(controller: Controller, namespace: str) -> None:
    run = controller.run(workflow([work("main")]), namespace)
    assert (run.phase, [(node.type, node.phase) for node in run.nodes]) == ("Succeeded", [("Pod", "Succeeded")])


def test_a_step_is_skipped(controller: Controller, namespace: str) -> None:
    steps = [[{"name": "a", "template": "leaf"}], [{"name": "b", "template": "leaf", "when": "1 == 2"}]]
    run = controller.run(workflow([{"name": "main", "steps": steps}, work("leaf")]), namespace)
    assert run.phase == "Succeeded"
    assert (run.node(".b").type, run.node(".b").phase) == ("Skipped", "Skipped")


def test_a_task_fails_and_another_is_omitted(controller: Controller, namespace: str) -> None:
    controller.deeds[namespace, ".a"] = Deed(exit_code=1)
    tasks = [{"name": "a", "template": "leaf"}, {"name": "b", "template": "leaf", "depends": "a.Succeeded"}]
    run = controller.run(workflow([{"name": "main", "dag": {"tasks": tasks}}, work("leaf")]), namespace)
    assert (run.phase, run.node(".a").phase, run.node(".b").phase) == ("Failed", "Failed", "Omitted")


def test_parameters_are_handed_on(controller: Controller, namespace: str) -> None:
    controller.deeds[namespace, ".make"] = Deed(parameters={"size": "7"})
    outputs = {"parameters": [{"name": "size", "valueFrom": {"path": "/tmp/size"}}]}
    given = {"parameters": [{"name": "much", "value": "{{steps.make.outputs.parameters.size}}"}]}
    steps = [[{"name": "make", "template": "make"}], [{"name": "take", "template": "take", "arguments": given}]]
    templates = [
        {"name": "main", "steps": steps},
        work("make", outputs=outputs),
        work("take", inputs={"parameters": [{"name": "much"}]}),
    ]
    run = controller.run(workflow(templates), namespace)
    assert (run.phase, run.node(".take").inputs) == ("Succeeded", {"much": "7"})


def test_a_suspended_workflow_waits(controller: Controller, namespace: str) -> None:
    run = controller.run(
        workflow([{"name": "main", "suspend": {}}]),
        namespace,
        until=lambda run: any(node.type == "Suspend" for node in run.nodes),
    )
    assert (run.phase, run.nodes[0].phase) == ("Running", "Running")


def test_an_invalid_workflow_fails_at_once(controller: Controller, namespace: str) -> None:
    run = controller.run(workflow([work("main")], entrypoint="nope"), namespace)
    assert (run.phase, run.message) == ("Failed", "invalid spec: template name 'nope' undefined")


def test_the_controller_is_alone_on_its_loopback(controller: Controller) -> None:
    if not is_permitted():
        pytest.skip("no network namespace is permitted here")
    own, ours = (os.readlink(f"/proc/{process}/ns/net") for process in (controller.pid, os.getpid()))
    assert own != ours
