"""What the cluster tests share: one API server a session, with Argo's kinds."""

from __future__ import annotations

import os
import ssl
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

import pytest

from tests.cluster.build import build, has_go, programs
from tests.cluster.controller import Controller, running_controller
from tests.cluster.isolated import is_permitted
from tests.cluster.kubelet import Kubelet, running_kubelet
from tests.cluster.proxy import Proxy, running_proxy
from tests.cluster.server import ApiServer, argo_server
from tests.cluster.users import User

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NUMBERS = count(1)
_MISSING = "no testbed is built and Go is not installed; see CONTRIBUTING"
_FOUND = pytest.StashKey[int]()
"""How many tests need the testbed."""
_LEFT_OUT = pytest.StashKey[int]()
"""How many of them the command line leaves out."""
_SHARES_LOOPBACK = pytest.StashKey[bool]()
"""Whether Argo's controller ran where everybody could reach what it listens on."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Everything here needs the testbed; only where it can neither be found nor built is it skipped."""
    for item in items:
        if item.path.parent.name == "cluster":
            item.add_marker(pytest.mark.cluster)
            if _is_missing():
                item.add_marker(pytest.mark.skip(reason=_MISSING))
    config.stash[_FOUND] = sum(item.get_closest_marker("cluster") is not None for item in items)


def pytest_deselected(items: list[pytest.Item]) -> None:
    """Count what the markers of the command line leave out."""
    for item in items:
        if item.get_closest_marker("cluster") is not None:
            item.config.stash[_LEFT_OUT] = item.config.stash.get(_LEFT_OUT, 0) + 1


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line what did not run, and why."""
    stash = terminalreporter.config.stash
    count = stash.get(_FOUND, 0)
    if count and (_is_missing() or count == stash.get(_LEFT_OUT, 0)):
        why = _MISSING if _is_missing() else "`pytest -m cluster` runs them, see CONTRIBUTING"
        terminalreporter.write_line(f"left out: {count} tests against a real cluster ({why})")
    if stash.get(_SHARES_LOOPBACK, False):
        terminalreporter.write_line("Argo's controller shared our loopback: no network namespace is permitted here")


@cache
def _is_missing() -> bool:
    return not programs().are_built and not has_go() and "CI" not in os.environ


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApiServer]:
    """An API server with Argo's kinds and a few others."""
    with argo_server(build(), tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture
def namespace(server: ApiServer) -> str:
    """A namespace that no other test uses, with a ServiceAccount `default`."""
    name = f"test-{next(_NUMBERS)}"
    server.make_namespace(name)
    return name


@pytest.fixture
def proxy(server: ApiServer) -> Iterator[Proxy]:
    """A proxy before the server, which a test may tell to meddle."""
    with running_proxy(server, ssl.create_default_context(cafile=str(server.certificate))) as running:
        yield running


@pytest.fixture(scope="session")
def controller(server: ApiServer, pytestconfig: pytest.Config) -> Iterator[Controller]:
    """Argo's controller, with somebody who plays the kubelet."""
    pytestconfig.stash[_SHARES_LOOPBACK] = not is_permitted()
    with running_controller(server) as running:
        yield running


@pytest.fixture(scope="session")
def kubelet(server: ApiServer) -> Iterator[Kubelet]:
    """Somebody who runs pods and keeps what they write."""
    with running_kubelet(server) as running:
        yield running


@pytest.fixture
def shell(controller: Controller, namespace: str, tmp_path: Path) -> User:
    """Runs argolint as somebody with rights on the workflows of a namespace."""
    return User(controller, namespace, tmp_path)
