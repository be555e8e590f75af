"""The example of a CI job does its work with exactly the rights that its file gives, and no more than it needs."""

from __future__ import annotations

import shlex
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from tests.cluster.commands import CHECKOUT, GROUP, Shell

if TYPE_CHECKING:
    from tests.cluster.server import ApiServer

EXAMPLE = CHECKOUT / "examples" / "ci"
NAMESPACE = "team-a"


def steps() -> dict[str, list[list[str]]]:
    """The argolint command lines of the job, by the name of their step."""
    job: Any = YAML(typ="safe").load((EXAMPLE / "github.yaml").read_text(encoding="utf-8"))
    lines = {
        step["name"]: step["run"] for step in job["jobs"]["argolint"]["steps"] if "argolint " in step.get("run", "")
    }
    return {name: [shlex.split(one)[1:] for one in line.split(" && ")] for name, line in lines.items()}


@pytest.fixture(scope="module")
def shell(server: ApiServer, tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A shell as the service account of the example, which has what its file gives."""
    server.make_namespace(NAMESPACE)
    done = server.kubectl("apply", "-f", str(EXAMPLE / "rbac.yaml"))
    assert done.returncode == 0, done.stderr
    accounts = f"/api/v1/namespaces/{NAMESPACE}/serviceaccounts"
    token = server.need("POST", f"{accounts}/argolint/token", {"spec": {}})["status"]["token"]
    folder = tmp_path_factory.mktemp("job")
    (folder / "examples").symlink_to(CHECKOUT / "examples")
    return Shell(server, folder, NAMESPACE, token)


def test_the_file_gives_what_is_derived() -> None:
    command = ["rbac", "examples/ci/flows", "--submitter", "--commands", "plan,apply"]
    done = subprocess.run([sys.executable, "-m", "argolint", *command], cwd=CHECKOUT, capture_output=True, text=True)
    text = (EXAMPLE / "rbac.yaml").read_text(encoding="utf-8")
    assert text.split("\n", 2)[1] == f"#   argolint {' '.join(command)}"
    assert text.split("\n", 2)[2] == done.stdout


def test_the_job_checks_plans_and_applies(shell: Shell, server: ApiServer) -> None:
    job = steps()
    assert list(job) == ["Check", "Plan", "Apply"]
    for name in job:
        for arguments in job[name]:
            done = shell(*arguments)
            assert done.status == 0, (name, done.out, done.err)
    path = f"{GROUP}/namespaces/{NAMESPACE}"
    assert server.need("GET", f"{path}/workflowtemplates/build")["spec"]["entrypoint"] == "main"
    assert server.need("GET", f"{path}/cronworkflows/nightly")["spec"]["schedules"] == ["0 3 * * *"]


def test_a_second_run_changes_nothing(shell: Shell, server: ApiServer) -> None:
    path = f"{GROUP}/namespaces/{NAMESPACE}/workflowtemplates/build"
    before = server.need("GET", path)["metadata"]["resourceVersion"]
    for arguments in steps()["Apply"]:
        assert shell(*arguments).status == 0
    assert server.need("GET", path)["metadata"]["resourceVersion"] == before


def test_it_may_do_nothing_else(shell: Shell) -> None:
    done = shell("submit", "--from", "workflowtemplate/build")
    assert done.status != 0
    assert "forbidden" in (done.out + done.err).lower() or "may not" in done.out + done.err
