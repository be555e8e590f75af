"""Applications that are killed, refused, cut off or raced end as an undisturbed one does."""

from __future__ import annotations

import json
import random
import signal
import time
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from tests.cluster.build import build
from tests.cluster.commands import CHECKOUT, GROUP, Shell, cron, run_of, stored, template
from tests.cluster.forks import Forks, forks
from tests.cluster.proxy import DROP, Proxy, Reply, Seen
from tests.cluster.server import ADMIN, ApiServer, argo_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OPERATIONS = 30
_SHARED = "disturbed"
_NUMBERS = count(1)


class Bench:
    """Makes namespaces that are alike, and says what is in them."""

    def __init__(self, server: ApiServer, folder: Path, proxy: Proxy, forks: Forks) -> None:
        self.server = server
        self.forks = forks
        self.folder = folder
        self.proxy = proxy

    def shell(self, operations: int = OPERATIONS) -> Shell:
        """A shell in a namespace with an object to prune, and manifests for so many operations."""
        namespace = f"{_SHARED}-{next(_NUMBERS)}"
        self.server.make_namespace(namespace)
        self.server.ask("DELETE", f"{GROUP}/clusterworkflowtemplates/{_SHARED}")
        old = template("old")
        old["metadata"]["labels"] = {"app.kubernetes.io/managed-by": "argolint"}
        self.server.need("POST", f"{GROUP}/namespaces/{namespace}/workflowtemplates", old)
        folder = self.folder / namespace
        folder.mkdir()
        shell = Shell(self.server, folder, namespace, ADMIN, self.proxy.url)
        shell.write(*_objects(operations - 1))
        return shell

    def state(self, shell: Shell) -> dict[str, Any]:
        """All objects, as far as they are ours."""
        found = {name: _ours(at, shell.namespace) for name, at in stored(self.server, shell.namespace).items()}
        shared = self.server.ask("GET", f"{GROUP}/clusterworkflowtemplates/{_SHARED}").body
        return {**found, "shared": _ours(shared, shell.namespace)}


def _objects(wanted: int) -> Iterator[dict[str, Any]]:
    yield template(_SHARED, kind="ClusterWorkflowTemplate")
    for number in range(wanted - 1):
        name = f"part-{number - number % 3}"
        yield (template(name), cron(name, name), run_of(name, f"run-{number}-"))[number % 3]


def _ours(item: dict[str, Any], namespace: str) -> str:
    """What argolint made of an object, without times; Argo's controller may be at work on it as well."""
    meta = item["metadata"]
    labels = {name: at for name, at in meta["labels"].items() if not name.startswith("workflows.argoproj.io/")}
    managed = [at for at in meta["managedFields"] if at["manager"] == "argolint"]
    owned = [{name: part for name, part in at.items() if name != "time"} for at in managed]
    return json.dumps([item["kind"], meta["name"], labels, owned, item["spec"]], sort_keys=True).replace(
        namespace, "NAMESPACE"
    )


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApiServer]:
    """A server of its own: on that of the session a controller may write to the workflows."""
    with argo_server(build(), tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture
def bench(server: ApiServer, tmp_path: Path, proxy: Proxy, ready: Forks) -> Bench:
    return Bench(server, tmp_path, proxy, ready)


@pytest.fixture(scope="module")
def ready() -> Iterator[Forks]:
    with forks(CHECKOUT) as found:
        yield found


def _quiet(seen: Seen) -> Reply | None:
    return None


def _killed(bench: Bench, shell: Shell, point: int, answered: bool, what: str = "a.yaml") -> None:
    """Apply, and be killed before or after the server answers request number `point`."""

    def meddle(seen: Seen) -> Reply | None:
        if (seen.number, seen.answered) != (point, answered):
            return None
        bench.forks.kill()
        return DROP

    bench.proxy.reset(meddle)
    status = bench.forks.run(shell.folder, shell.environment, "apply", what, "--prune")
    assert status == -signal.SIGKILL, (point, answered)


def _undisturbed(bench: Bench) -> tuple[dict[str, Any], int]:
    shell = bench.shell()
    bench.proxy.reset(_quiet)
    done = shell("apply", "a.yaml", "--prune")
    assert (done.status, done.err) == (0, "")
    return bench.state(shell), len(bench.proxy.requests)


@pytest.mark.parametrize("resume", [True, False])
def test_killed_at_any_point_and_run_again(bench: Bench, resume: bool) -> None:
    expected, calls = _undisturbed(bench)
    assert calls > OPERATIONS
    assert len(expected) == OPERATIONS - 1
    points = [(number, answered) for number in range(1, calls + 1) for answered in (False, True)]
    assert len(points) >= 2 * OPERATIONS
    for point, answered in points:
        shell = bench.shell()
        _killed(bench, shell, point, answered)
        before = _identities(bench, shell)
        bench.proxy.reset(_quiet)
        begun = any((shell.folder / "state").rglob("*.journal"))
        flags = ["--resume"] if resume and begun else []
        status = bench.forks.run(shell.folder, shell.environment, "apply", "a.yaml", "--prune", *flags)
        assert status == 0, (point, answered, (shell.folder / "out").read_text(encoding="utf-8"))
        assert bench.state(shell) == expected, (point, answered)
        assert before.items() <= _identities(bench, shell).items(), (point, answered)


@pytest.mark.parametrize("answered", [False, True])
def test_a_saved_plan_is_resumed(bench: Bench, answered: bool) -> None:
    expected, calls = _undisturbed(bench)
    shell = bench.shell()
    bench.proxy.reset(_quiet)
    assert shell("plan", "a.yaml", "--prune", "-o", "plan.json").status == 0
    _killed(bench, shell, calls - 4, answered, "plan.json")
    bench.proxy.reset(_quiet)
    refused = shell("apply", "plan.json")
    assert (refused.status, "add --resume" in refused.err) == (2, True)
    resumed = shell("apply", "plan.json", "--resume")
    assert resumed.status == 0, resumed
    assert bench.state(shell) == expected


def _identities(bench: Bench, shell: Shell) -> dict[str, str]:
    found = stored(bench.server, shell.namespace)
    return {name: at["metadata"]["uid"] for name, at in found.items() if name.startswith("workflows/")}


@pytest.mark.parametrize("seed", range(4))
def test_a_bad_line_is_borne(bench: Bench, seed: int) -> None:
    expected, _ = _undisturbed(bench)
    dice = random.Random(seed)
    troubles: list[Reply | None] = [DROP, Reply(500), Reply(503), Reply(429, {"Retry-After": "1"}), None]

    def meddle(seen: Seen) -> Reply | None:
        if seen.number == 1 or dice.random() > 0.2:
            return None
        trouble = dice.choice(troubles)
        if trouble is None:
            time.sleep(0.2)
        return trouble

    shell = bench.shell()
    bench.proxy.reset(meddle)
    done = shell("apply", "a.yaml", "--prune")
    assert done.status == 0, done
    assert bench.state(shell) == expected


def test_two_at_once(bench: Bench) -> None:
    expected, _ = _undisturbed(bench)
    for _ in range(4):
        shell = bench.shell()
        bench.proxy.reset(_quiet)
        racers = [shell.start("apply", "a.yaml", "--prune", "--journal", f"journal-{number}") for number in range(2)]
        outcomes = [(*racer.communicate(timeout=60), racer.returncode) for racer in racers]
        assert [status for _, _, status in outcomes] == [0, 0], outcomes
        assert bench.state(shell) == expected
