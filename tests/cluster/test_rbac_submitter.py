"""What is said to be needed to run argolint, held against the real authorizer, command by command."""

from __future__ import annotations

import json
from itertools import count
from threading import Timer
from typing import TYPE_CHECKING, Any

import pytest

from argolint.access.permissions import AccountName, Permission
from argolint.access.submitter import submitter
from argolint.project.files import load_source
from argolint.source import SourceFile
from tests.access.support import derived
from tests.cluster.commands import GROUP, Shell, cron, template
from tests.cluster.server import Rule
from tests.cluster.test_rbac import give

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cluster.server import ApiServer

_NUMBERS = count(1)
_WHILE = 3.0
"""After so many seconds a run that is watched ends."""
_FAILED = {"id": "there", "name": "there", "displayName": "there", "type": "Pod", "phase": "Failed"}
_STATES: dict[str, dict[str, Any]] = {"retry": {"phase": "Failed", "nodes": {"there": _FAILED}}}
"""How the run stands at first; otherwise it runs."""
_RUN = ("get", "watch", "suspend", "resume", "stop", "terminate", "delete")


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        ("plan", ["plan", "a.yaml"]),
        ("apply", ["apply", "a.yaml"]),
        ("submit", ["submit", "run.yaml"]),
        ("list", ["list"]),
        *((name, [name, "there"]) for name in _RUN),
        ("logs", ["logs", "there", "--follow"]),
        ("retry", ["retry", "there"]),
    ],
)
def test_each_right_is_needed(command: str, arguments: list[str], server: ApiServer, tmp_path: Path) -> None:
    states = (False, True) if command in ("plan", "apply") else (True,)
    wanted: list[Permission] = []
    for present in states:
        wanted, refusal = _attempt(command, arguments, None, present, server, tmp_path)
        assert not refusal, (present, refusal)
    for at, permission in enumerate(wanted):
        if not _only_for_a_repetition(command, permission):
            refusals = [_attempt(command, arguments, at, present, server, tmp_path)[1] for present in states]
            assert any(refusals), f"{permission.verb} {permission.resource} {permission.name} is too much"


def test_what_making_rights_needs(server: ApiServer, tmp_path: Path) -> None:
    def refusal(without: int | None, *, freely: bool = True) -> str:
        namespace = f"submitter-rights-{next(_NUMBERS)}"
        server.make_namespace(namespace)
        data = template("lib")
        data["metadata"]["namespace"] = namespace
        data["spec"]["serviceAccountName"] = "worker"
        data["spec"]["templates"][0] = {"name": "main", "container": {"image": "a", "command": ["date"]}}
        text = json.dumps(data)
        items = load_source(SourceFile("0.yaml", text)).objects()
        account = AccountName(namespace, "ci")
        found = submitter(items, account, ("apply", "rbac"), lambda item: "a.yaml", derived(text))
        wanted.append(len(found.permissions))
        token = server.make_account("ci", namespace)
        give(tuple(at for place, at in enumerate(found.permissions) if place != without), server)
        more = [Rule(("escalate", "bind"), ("roles",), ("rbac.authorization.k8s.io",))] if freely else []
        server.grant("ci", namespace, more, namespace, "-more")
        shell = Shell(server, tmp_path, namespace, token)
        shell.write(data, name="a.yaml")
        done = [shell("apply", "a.yaml", "--rbac"), shell("apply", "a.yaml", "--rbac")]
        return "".join(at.out + at.err for at in done) if any(at.status for at in done) else ""

    wanted: list[int] = []
    assert not refusal(None)
    assert "nobody may give rights that he does not have" in refusal(None, freely=False)
    assert wanted[0] == 12
    for at in range(wanted[0]):
        assert refusal(at), at


def _only_for_a_repetition(command: str, at: Permission) -> bool:
    """Whether a right is used only where a run that was interrupted is begun again."""
    return command == "apply" and (at.verb, at.resource) == ("get", "workflows")


def _attempt(
    command: str, arguments: list[str], without: int | None, present: bool, server: ApiServer, folder: Path
) -> tuple[list[Permission], str]:
    """The rights that a command needs, and how it is refused without one of them, if it is."""
    number = next(_NUMBERS)
    namespace = f"submitter-{command}-{number}"
    server.make_namespace(namespace)
    run = _run(namespace, generateName="run-")
    templates = [template("one"), template("two")]
    files = {"a.yaml": [*templates, cron("daily", "one"), run], "run.yaml": [run]}
    for at in files["a.yaml"]:
        at["metadata"]["namespace"] = namespace
    there = {**_run(namespace, name="there"), "status": _STATES.get(command, {"phase": "Running"})}
    there["spec"]["suspend"] = command == "resume"
    path = f"{GROUP}/namespaces/{namespace}/workflows"
    server.need("POST", path, there)
    for at in files["a.yaml"][:-1] if present else ():
        server.need("POST", f"{GROUP}/namespaces/{namespace}/{at['kind'].lower()}s", at)
    wanted = _wanted(
        command, files["run.yaml" if command in ("submit", "list", "logs", "retry", *_RUN) else "a.yaml"], namespace
    )
    token = server.make_account("ci", namespace)
    give(tuple(at for place, at in enumerate(wanted) if place != without), server)
    shell = Shell(server, folder, namespace, token)
    for name, objects in files.items():
        shell.write(*objects, name=name)
    if command in ("logs", "retry"):
        pod: dict[str, Any] = {"metadata": {"name": "pod", "labels": {"workflows.argoproj.io/workflow": "there"}}}
        pod["metadata"]["annotations"] = {"workflows.argoproj.io/node-id": "there"}
        pod["spec"] = {"containers": [{"name": "main", "image": "busybox:1.37"}]}
        server.need("POST", f"/api/v1/namespaces/{namespace}/pods", pod)
        server.need("PATCH", f"/api/v1/namespaces/{namespace}/pods/pod/status", {"status": {"phase": "Running"}})
    ended = {"status": {"phase": "Succeeded", "finishedAt": "2026-01-01T00:00:00Z"}}
    end = Timer(_WHILE, server.need, ("PATCH", f"{path}/there", ended))
    if command in ("watch", "logs"):
        end.start()
    done = shell(*arguments)
    end.cancel()
    said = done.out + done.err
    return wanted, said if done.status != 0 or "forbidden" in said else ""


def _run(namespace: str, **metadata: str) -> dict[str, Any]:
    main = {"name": "main", "suspend": {}}
    return {
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "Workflow",
        "metadata": {**metadata, "namespace": namespace},
        "spec": {"entrypoint": "main", "templates": [main]},
    }


def _wanted(command: str, objects: list[dict[str, Any]], namespace: str) -> list[Permission]:
    text = "---\n".join(f"{json.dumps(at)}\n" for at in objects)
    items = load_source(SourceFile("a.yaml", text)).objects()
    return list(submitter(items, AccountName(namespace, "ci"), (command,), lambda item: "a.yaml").permissions)
