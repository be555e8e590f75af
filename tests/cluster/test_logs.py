"""Logs of runs, through the API server's real path to a kubelet."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.cluster.commands import GROUP
from tests.cluster.commands import Shell as Terminal
from tests.cluster.kubelet import Kubelet, Script
from tests.cluster.server import ADMIN
from tests.cluster.users import HEAD, PLAIN, User

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cluster.controller import Controller
    from tests.cluster.proxy import Proxy

TWO = (
    HEAD
    + """\
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - {name: a, template: say}
          - {name: b, template: inner}
        - - {name: c, template: say}
    - name: inner
      dag:
        tasks:
          - {name: x, template: say}
          - {name: z, template: say, depends: x}
    - name: say
      container: {image: "busybox:1.37", command: [echo]}
"""
)


@pytest.fixture
def shell(shell: User, kubelet: Kubelet) -> User:
    """Runs argolint as somebody who may read logs, in a namespace whose pods have a kubelet."""
    return shell.with_pods(kubelet)


@pytest.fixture
def ended(shell: User) -> str:
    """The name of a run that has ended."""
    return shell.submit(shell.write(TWO), "--wait")


def pods(shell: User, name: str) -> dict[str, str]:
    """The pods of a run by the end of their nodes' names."""
    nodes = shell.state(name)["status"]["nodes"].values()
    found = shell.controller.server.need("GET", f"/api/v1/namespaces/{shell.namespace}/pods")["items"]
    ids = {at["metadata"]["annotations"]["workflows.argoproj.io/node-id"]: at["metadata"]["name"] for at in found}
    return {node["displayName"]: ids[node["id"]] for node in nodes if node["id"] in ids}


def test_all_pods_in_the_order_of_time(shell: User, ended: str) -> None:
    names = pods(shell, ended)
    lines = shell("logs", ended).splitlines()
    assert sorted(lines) == sorted(
        line
        for step, node in (("a", "[0].a"), ("x", "[0].b.x"), ("z", "[0].b.z"), ("c", "[1].c"))
        for line in (f"{names[step]}: {ended}{node} begins", f"{names[step]}: ends")
    )
    stamps = [line.split(": ")[1].split()[0] for line in shell("logs", "@latest", "--timestamps").splitlines()]
    assert stamps == sorted(stamps) and stamps[0].endswith("Z")
    assert lines.index(f"{names['z']}: {ended}[0].b.z begins") > lines.index(f"{names['x']}: ends")


def test_one_node(shell: User, ended: str) -> None:
    names = pods(shell, ended)
    for word in ("a", f"{ended}[0].a", names["a"]):
        assert shell("logs", ended, word) == f"{ended}[0].a begins\nends\n"
    inner = shell("logs", ended, "b")
    assert inner.count("begins") == 2 and f"{names['x']}: ends" in inner
    assert shell("logs", ended, "a", "-c", "wait") == f"wait of {ended}[0].a\n"
    assert shell("logs", ended, "a", "-c", "init") == f"init of {ended}[0].a\n"
    assert shell("logs", ended, "a", "--tail", "1") == "ends\n"
    assert "did you mean `a`?" in shell("logs", ended, "A", status=2)
    said = shell("logs", ended, "a", "-c", "other", status=1)
    assert f"pod {names['a']} has no container `other`: it has " in said and "`main`" in said
    assert "previous terminated container" in shell("logs", ended, "a", "--previous", status=1)
    assert "do not go together" in shell("logs", ended, "--previous", "--follow", status=2)


SETS = (
    HEAD
    + """\
spec:
  entrypoint: main
  templates:
    - name: main
      steps: [[{name: each, template: often, withItems: [1, 2]}, {name: both, template: set}]]
    - name: often
      retryStrategy: {limit: 1}
      steps: [[{name: say, template: say}]]
    - {name: say, container: {image: "busybox:1.37", command: [echo]}}
    - name: set
      containerSet:
        containers:
          - {name: main, image: "busybox:1.37", command: [echo]}
          - {name: two, image: "busybox:1.37", command: [echo]}
"""
)


def test_attempts_and_containers_of_a_set(shell: User) -> None:
    name = shell.submit(shell.write(SETS), "--wait")
    again = [line.partition(": ")[2] for line in shell("logs", name, "each(1:2)").splitlines()]
    assert again == [f"{name}[0].each(1:2)(0)[0].say begins", "ends"]
    assert shell("logs", name, "two") == f"two of {name}[0].both\n"
    both = shell("logs", name, "both")
    assert f": two of {name}[0].both\n" in both and f": {name}[0].both begins\n" in both
    assert shell("logs", name, "main") == f"{name}[0].both begins\nends\n"
    assert len(shell("logs", name).splitlines()) == 2 * 2 + 3
    pod = pods(shell, name)["both"]
    shell.controller.server.need("DELETE", f"/api/v1/namespaces/{shell.namespace}/pods/{pod}")
    assert f"pod {pod} of node `both` is gone" in shell("logs", name, "two", status=1)


def test_since(shell: User, ended: str) -> None:
    assert "begins" in shell("logs", ended, "--since", "5m")
    time.sleep(2)
    assert shell("logs", ended, "--since", "1s") == ""
    assert "no length of time" in shell("logs", ended, "--since", "x", status=2)


def test_colours(shell: User, ended: str) -> None:
    assert "\x1b[" in shell("logs", ended, "--color", "always")
    assert "\x1b[" not in shell("logs", ended, "--no-color")


def test_following_a_run_to_its_end(shell: User, kubelet: Kubelet) -> None:
    kubelet.scripts[shell.namespace, "].a"] = Script(((0, "one"), (0.7, "two"), (0.7, "three")))
    kubelet.scripts[shell.namespace, "].c"] = Script(((0, "late"),), delay=1.0)
    name = shell.submit(shell.write(TWO))
    said = shell("logs", name, "--follow").splitlines()
    assert sorted(line.partition(": ")[2] for line in said if not line.endswith(("begins", "ends"))) == [
        "late",
        "one",
        "three",
        "two",
    ]
    assert len(said) == 8 and said[-1].endswith(": late")
    assert shell.state(name)["status"]["phase"] == "Succeeded"
    assert shell("logs", name, "--follow") == shell("logs", name)


def test_following_one_node(shell: User, kubelet: Kubelet) -> None:
    kubelet.scripts[shell.namespace, "].c"] = Script(((0.5, "late"),))
    name = shell.submit(shell.write(TWO))
    assert shell("logs", name, "c", "-f").removeprefix(f"{pods(shell, name)['c']}: ") == "late\n"


def test_lines_come_while_a_pod_runs(shell: User, kubelet: Kubelet) -> None:
    kubelet.released.clear()
    kubelet.scripts[shell.namespace, ""] = Script(((0, "first"),), hold=True)
    name = shell.submit(shell.write(PLAIN))
    process = shell.terminal.start("logs", name, "--follow")
    assert process.stdout is not None
    assert process.stdout.readline().endswith(": first\n")
    assert shell.state(name)["status"]["phase"] == "Running"
    assert "first" in shell("logs", name)
    kubelet.release()
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0 and out.endswith(": first\n") and not err


def test_a_log_that_breaks_off_goes_on(shell: User, kubelet: Kubelet, proxy: Proxy, tmp_path: Path) -> None:
    count = 30
    kubelet.scripts[shell.namespace, ""] = Script(tuple((0.1, f"line {number}") for number in range(count)))
    name = shell.submit(shell.write(PLAIN))
    through = Terminal(shell.controller.server, tmp_path, shell.namespace, ADMIN, proxy.url)
    process = through.start("logs", name, "a", "--follow")
    cut = 0
    while process.poll() is None:
        time.sleep(0.6)
        cut += proxy.cut()
    out, err = process.communicate(timeout=60)
    lines = [line.rpartition(": ")[2] for line in out.splitlines()]
    assert cut > 3 and not err
    assert lines == [f"line {number}" for number in range(count)]


def test_pods_that_are_gone(shell: User, ended: str) -> None:
    names, path = pods(shell, ended), f"/api/v1/namespaces/{shell.namespace}/pods"
    shell.controller.server.need("DELETE", f"{path}/{names['a']}")
    left = shell.terminal("logs", ended)
    assert left.status == 0 and left.out.count("begins") == 3
    assert left.err == f"note: pod {names['a']} of node `a` is gone, and its log with it\n"
    assert "is gone" in shell("logs", ended, "a", status=1)


def test_where_a_log_was_archived(shell: User, ended: str) -> None:
    names = pods(shell, ended)
    node = next(at for at in shell.state(ended)["status"]["nodes"].values() if at["displayName"] == "a")
    outputs = {"artifacts": [{"name": "main-logs", "s3": {"key": "runs/a/main.log"}}]}
    repository = {"artifactRepository": {"s3": {"bucket": "logs", "endpoint": "s3.example.com"}}}
    changes = {"status": {"nodes": {node["id"]: {"outputs": outputs}}, "artifactRepositoryRef": repository}}
    server = shell.controller.server
    server.need("PATCH", f"{GROUP}/namespaces/{shell.namespace}/workflows/{ended}", changes)
    server.need("DELETE", f"/api/v1/namespaces/{shell.namespace}/pods/{names['a']}")
    assert "its log was archived: s3 logs/runs/a/main.log" in shell("logs", ended, "a", status=1)


def test_names_of_pods(shell: User, ended: str) -> None:
    from argolint.cluster.pods import pod_name

    run: dict[str, Any] = shell.state(ended)
    there = set(pods(shell, ended).values())
    assert {pod_name(run, node) for node in run["status"]["nodes"].values() if node["type"] == "Pod"} == there
    old = {**run, "metadata": {**run["metadata"], "annotations": {"workflows.argoproj.io/pod-name-format": "v1"}}}
    assert all(pod_name(old, node) == node["id"] for node in run["status"]["nodes"].values())


def test_what_is_forbidden_is_named(controller: Controller, namespace: str, tmp_path: Path) -> None:
    shell = User(controller, namespace, tmp_path)
    name = shell.submit(shell.write(PLAIN), "--wait")
    assert "may not list pods" in shell("logs", name, status=1)
    assert json.loads(shell("get", name, "-o", "json"))["status"]["phase"] == "Succeeded"


def test_submitting_with_the_log(shell: User, kubelet: Kubelet) -> None:
    kubelet.scripts[shell.namespace, "].c"] = Script(((0, "oh"),), exit_code=1)
    done = shell.terminal("submit", shell.write(TWO), "--log")
    assert done.status == 1 and done.out.count("begins") == 3 and ": oh\n" in done.out
    assert done.err.startswith(f"error: Workflow {shell.namespace}/run-") and "ended: Failed" in done.err
