"""Whatever is wrong with the cluster is told in one line by every command that speaks to one, in time."""

from __future__ import annotations

import json
import re
import socket
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.cluster.build import build
from tests.cluster.commands import Shell, run_of, template
from tests.cluster.server import ADMIN, ApiServer, api_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COMMANDS = {
    "plan": ("plan", "a.yaml"),
    "apply": ("apply", "a.yaml"),
    "dry": ("apply", "a.yaml", "--dry-run=server"),
    "submit": ("submit", "a.yaml"),
    "from": ("submit", "--from", "workflowtemplate/a"),
    "list": ("list",),
    "get": ("get", "a"),
    "latest": ("get", "@latest"),
    "watch": ("watch", "a"),
    "logs": ("logs", "a"),
    "stop": ("stop", "a"),
    "retry": ("retry", "a"),
    "delete": ("delete", "a"),
    "rbac": ("rbac", "a.yaml", "--cluster"),
}
LIMIT = 20.0
_NOTES = ("note: submit starts runs only: `a` must be on the cluster", "help: `argolint apply` brings them")
"""Said before any cluster is asked."""


@pytest.fixture
def shell(server: ApiServer, namespace: str, tmp_path: Path) -> Shell:
    found = Shell(server, tmp_path, namespace, ADMIN)
    found.write(template("a"), run_of("a"))
    return found


def _refused(shell: Shell, name: str, *flags: str) -> str:
    """What a command says in the one line of its error."""
    began = time.monotonic()
    done = shell(*COMMANDS[name], *flags)
    assert (done.status, done.out) == (2, ""), done
    assert time.monotonic() - began < LIMIT
    lines = [line for line in done.err.splitlines() if line not in _NOTES]
    assert [line.partition(": ")[0] for line in lines] in (["error"], ["error", "help"]), done.err
    return lines[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_no_cluster(shell: Shell, name: str) -> None:
    _point(shell, "https://127.0.0.1:9")
    assert "no cluster answers at https://127.0.0.1:9: connection refused" in _refused(shell, name)
    with _silence() as url:
        _point(shell, url)
        assert "does not answer within 1 seconds" in _refused(shell, name, "--request-timeout", "1s")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_wrong_context_or_token(shell: Shell, name: str) -> None:
    assert "no context `testbet`" in _refused(shell, name, "--context", "testbet")
    assert "refuses the credentials" in _refused(shell, name, "--token", "old")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_namespace_that_is_missing(shell: Shell, name: str) -> None:
    assert "no namespace `nowhere`" in _refused(shell, name, "--namespace", "nowhere")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApiServer]:
    """A server without the kinds of Argo."""
    with api_server(build(), tmp_path_factory.mktemp("bare")) as running:
        yield running


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "rbac"])
def test_kinds_that_are_not_installed(bare: ApiServer, tmp_path: Path, name: str) -> None:
    shell = Shell(bare, tmp_path, "kube-system", ADMIN)
    shell.write(template("a"), run_of("a"))
    assert re.search("the cluster does not know workflow(template)?s of argoproj.io/v1alpha1", _refused(shell, name))


def _point(shell: Shell, url: str) -> None:
    path = shell.folder / "config"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["clusters"][0]["cluster"] = {"server": url}
    path.write_text(json.dumps(data), encoding="utf-8")


@contextmanager
def _silence() -> Iterator[str]:
    """An address where somebody listens and never answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
