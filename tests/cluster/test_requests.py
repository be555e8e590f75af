"""How much a plan asks of the server: pages of lists, and one question about each change or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cluster.commands import GROUP, Shell, run_of, template
from tests.cluster.server import ADMIN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cluster.proxy import Proxy
    from tests.cluster.server import ApiServer


@pytest.fixture
def shell(server: ApiServer, namespace: str, proxy: Proxy, tmp_path: Path) -> Shell:
    """Runs argolint as an administrator who reaches the server through the proxy."""
    return Shell(server, tmp_path, namespace, ADMIN, proxy.url)


def test_a_plan_asks_once_about_each_change_or_not_at_all(shell: Shell, proxy: Proxy) -> None:
    shell.write(*(template(f"t-{number}") for number in range(40)), run_of("t-0"))
    proxy.reset(lambda seen: None)
    assert shell("plan", "a.yaml").status == 0
    methods = [method for method, _ in proxy.requests]
    assert (methods.count("GET"), methods.count("PATCH"), methods.count("POST")) == (3, 40, 1)
    assert all("dryRun=All" in path for method, path in proxy.requests if method != "GET")
    proxy.reset(lambda seen: None)
    done = shell("plan", "a.yaml", "--no-dry-run")
    assert (done.status, done.out.splitlines()[-1]) == (0, "Plan: 41 create.")
    assert [method for method, _ in proxy.requests] == ["GET", "GET", "GET"]


def test_many_objects_are_listed_page_by_page(shell: Shell, server: ApiServer, proxy: Proxy) -> None:
    many = [template(f"t-{number:03}") for number in range(501)]
    for at in many:
        server.need("POST", f"{GROUP}/namespaces/{shell.namespace}/workflowtemplates", at)
    shell.write(*many)
    proxy.reset(lambda seen: None)
    done = shell("plan", "a.yaml", "--no-dry-run")
    assert (done.status, done.out.splitlines()[-1]) == (0, "Plan: 501 update.")
    pages = [path.partition("?")[2] for method, path in proxy.requests if method == "GET" and "workflowtemp" in path]
    assert len(pages) == 3 and len(proxy.requests) == 4
    assert all("limit=250" in page for page in pages) and all("continue=" in page for page in pages[1:])


def test_fields_that_were_not_asked_for_are_not_told(shell: Shell) -> None:
    shell.write(template("a"))
    assert shell("apply", "a.yaml").status == 0
    shell.write(template("a", "busybox:1.36"))
    for words in (("plan", "a.yaml", "--no-dry-run"), ("apply", "a.yaml", "--dry-run=client")):
        said = shell(*words).out
        assert "update" in said and "which fields differ was not asked" in said and "no value differs" not in said
