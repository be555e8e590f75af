"""Waiting for runs by a watch that stays open, through whatever breaks it off."""

from __future__ import annotations

import json
import re
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.cluster.commands import GROUP, Shell, template
from tests.cluster.proxy import DROP, Proxy, Reply, Seen
from tests.cluster.server import ADMIN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cluster.controller import Controller

_LIMIT = 60.0


def run(duration: str = "2s", **metadata: Any) -> dict[str, Any]:
    """A workflow that waits."""
    return {
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "Workflow",
        "metadata": metadata or {"generateName": "run-"},
        "spec": {"entrypoint": "main", "templates": [{"name": "main", "suspend": {"duration": duration}}]},
    }


@pytest.fixture
def shell(controller: Controller, namespace: str, proxy: Proxy, tmp_path: Path) -> Shell:
    """Runs argolint as an administrator who reaches the server through the proxy."""
    return Shell(controller.server, tmp_path, namespace, ADMIN, proxy.url)


def watches(proxy: Proxy) -> list[str]:
    """The paths of the watches that were asked for."""
    return [path for _, path in proxy.requests if "watch=true" in path]


def until(reached: Callable[[], bool]) -> None:
    """Wait for something."""
    ends = time.monotonic() + _LIMIT
    while not reached():
        assert time.monotonic() < ends
        time.sleep(0.05)


def test_one_watch_sees_a_run_to_its_end(shell: Shell, proxy: Proxy) -> None:
    shell.write(run("3s"))
    done = shell("submit", "a.yaml", "--wait")
    assert done.status == 0 and "Succeeded" in done.out, done
    words = [(method, "watch" if "watch=true" in path else "other") for method, path in proxy.requests]
    assert words == [("POST", "other"), ("GET", "other"), ("GET", "watch")]


def test_a_watch_that_breaks_goes_on(shell: Shell, proxy: Proxy) -> None:
    shell.write(run("6s"))
    process = shell.start("submit", "a.yaml", "--watch")
    for number in (1, 2, 3):
        until(lambda number=number: len(watches(proxy)) == number)  # type: ignore[misc]
        time.sleep(0.3)
        assert proxy.cut() == 1
    out, err = process.communicate(timeout=_LIMIT)
    assert process.returncode == 0 and "Succeeded" in out and not err
    lists = [path for _, path in proxy.requests if "watch=true" not in path and "fieldSelector" in path]
    assert len(watches(proxy)) == 4 and len(lists) == 1


def test_what_the_server_has_forgotten_is_listed_again(shell: Shell, proxy: Proxy) -> None:
    expired: list[str] = []

    def rewrite(path: str) -> str:
        if "watch=true" not in path or expired:
            return path
        expired.append(path)
        return re.sub(r"resourceVersion=\d+", "resourceVersion=1", path)

    proxy.rewrite = rewrite
    shell.write(run("3s"))
    done = shell("submit", "a.yaml", "--wait")
    assert done.status == 0 and expired, done
    lists = [path for _, path in proxy.requests if "watch=true" not in path and "fieldSelector" in path]
    assert len(watches(proxy)) == 2 and len(lists) == 2


@pytest.mark.parametrize("reply", [DROP, Reply(410), Reply(429, {"Retry-After": "0"}), Reply(503)])
def test_a_watch_that_is_refused_is_asked_for_again(shell: Shell, proxy: Proxy, reply: Reply) -> None:
    refused: list[int] = []

    def meddle(seen: Seen) -> Reply | None:
        if "watch=true" not in seen.path or len(refused) == 2:
            return None
        refused.append(seen.number)
        return reply

    proxy.meddle = meddle
    shell.write(run("2s"))
    done = shell("submit", "a.yaml", "--wait")
    assert done.status == 0 and len(refused) == 2, done


def test_many_runs_are_one_watch(shell: Shell, proxy: Proxy, controller: Controller) -> None:
    shell.write(*(run("3s" if number else "1h", name=f"run-{number}") for number in range(7)))
    process = shell.start("submit", "a.yaml", "--wait", "-o", "name")
    path = f"{GROUP}/namespaces/{shell.namespace}/workflows"
    until(lambda: len(watches(proxy)) == 1)
    controller.wait("run-3", shell.namespace)
    controller.server.need("DELETE", f"{path}/run-0")
    out, err = process.communicate(timeout=_LIMIT)
    assert process.returncode == 1
    assert len(out.splitlines()) == 6
    assert err == f"error: Workflow {shell.namespace}/run-0 was deleted before its end\n"
    assert len(watches(proxy)) == 1


def test_patience_has_an_end(shell: Shell) -> None:
    shell.write(run("1h", name="long"))
    done = shell("submit", "a.yaml", "--wait", "--timeout", "2s")
    assert done.status == 1
    assert done.err == f"error: Workflow {shell.namespace}/long has not ended within 2 seconds: it is Running\n"
    assert "no length of time" in shell("watch", "long", "--timeout", "soon").err


def test_an_interrupt_ends_the_wait(shell: Shell, proxy: Proxy) -> None:
    shell.write(run("1h", name="long"))
    process = shell.start("submit", "a.yaml", "--wait")
    until(lambda: len(watches(proxy)) == 1)
    threading.Timer(0.2, process.terminate).start()
    out, _ = process.communicate(timeout=_LIMIT)
    assert process.returncode == 130 and "Running" in out


def test_applying_waits_for_its_runs(shell: Shell) -> None:
    shell.write(template("lib"), *(run("2s", name=f"run-{number}") for number in range(2)))
    done = shell("apply", "a.yaml", "--wait")
    assert done.status == 0 and done.out.count("Succeeded") == 2 and "3 created" in done.out, done
    again = shell("apply", "a.yaml", "--wait", "--format", "json")
    phases = [at.get("phase") for at in json.loads(again.out)["results"]]
    assert again.status == 0 and sorted(map(str, phases)) == ["None", "Succeeded", "Succeeded"]
    shell.write(run("1h", name="long"), name="b.yaml")
    late = shell("apply", "b.yaml", "--wait", "--timeout", "2s")
    assert late.status == 1 and f"{shell.namespace}/long has not ended within 2 seconds: it is Running" in late.err
    shell("stop", "long")
    ended = shell("apply", "b.yaml", "--wait")
    assert ended.status == 1 and "Failed" in ended.out


def test_an_interrupt_while_applied_runs_go_on(shell: Shell, proxy: Proxy) -> None:
    shell.write(run("1h", name="long"))
    process = shell.start("apply", "a.yaml", "--wait")
    until(lambda: len(watches(proxy)) == 1)
    threading.Timer(0.2, process.terminate).start()
    out, err = process.communicate(timeout=_LIMIT)
    assert process.returncode == 130 and "1 created" in out and "the runs go on" in err


def test_a_list_that_goes_on(shell: Shell) -> None:
    shell.write(run("1s", name="one"))
    assert shell("submit", "a.yaml", "--wait").status == 0
    process = shell.start("list", "--watch")
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(2)]
    assert lines[0].startswith("NAME") and lines[1].startswith("one ")
    shell.write(run("1s", name="two"))
    assert shell("submit", "a.yaml", "--wait").status == 0
    process.terminate()
    out, _ = process.communicate(timeout=_LIMIT)
    assert process.returncode == 130 and "two" in out and "Succeeded" in out
    assert "do not go together" in shell("list", "-w", "-o", "json").err
