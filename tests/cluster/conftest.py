"""What the cluster tests share: one API server a session, with Argo's kinds."""

from __future__ import annotations

import os
import ssl
from itertools import count
from typing import TYPE_CHECKING

import pytest

from tests.cluster.build import build, has_go, programs
from tests.cluster.controller import Controller, running_controller
from tests.cluster.proxy import Proxy, running_proxy
from tests.cluster.server import ApiServer, argo_server

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBERS = count(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs the testbed; only where it can neither be found nor built is it skipped."""
    missing = pytest.mark.skip(reason="no testbed is built and Go is not installed; see CONTRIBUTING")
    for item in items:
        if item.path.parent.name == "cluster":
            item.add_marker(pytest.mark.cluster)
            if not programs().are_built and not has_go() and "CI" not in os.environ:
                item.add_marker(missing)


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
def controller(server: ApiServer) -> Iterator[Controller]:
    """Argo's controller, with somebody who plays the kubelet."""
    with running_controller(server) as running:
        yield running
