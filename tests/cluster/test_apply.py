"""`argolint plan` and `argolint apply` against a real API server."""

from __future__ import annotations

import json
import signal
import socket
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.cluster.commands import GROUP, Shell, cron, run_of, stored, template, versions
from tests.cluster.proxy import Proxy, Reply, Seen
from tests.cluster.server import ADMIN, ApiServer, Rule

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cluster.controller import Controller

OTHER = "?fieldManager=other&force=true"


@pytest.fixture
def shell(server: ApiServer, namespace: str, tmp_path: Path) -> Shell:
    return Shell(server, tmp_path, namespace, ADMIN)


def deeds(shell: Shell, *arguments: str) -> dict[str, Any]:
    found = json.loads(shell("plan", "a.yaml", "--format", "json", *arguments).out)
    return {f"{at['kind']}/{at['name']}": at for at in found["changes"]}


def words(shell: Shell, *arguments: str) -> list[str]:
    return [at["deed"] for at in deeds(shell, *arguments).values()]


def test_applying_twice_changes_nothing(server: ApiServer, shell: Shell) -> None:
    shell.write(template("a"), cron("b", "a"), run_of("a"))
    done = shell("apply", "a.yaml")
    assert (done.status, done.err) == (0, "")
    assert "Applied: 3 created." in done.out
    before = versions(server, shell.namespace)
    assert len(before) == 3
    again = shell("apply", "a.yaml")
    assert (again.status, versions(server, shell.namespace)) == (0, before)
    assert "2 unchanged, 1 exists" in again.out
    assert shell("plan", "a.yaml", "--detailed-exitcode").status == 0


def test_a_plan_shows_fields(server: ApiServer, shell: Shell) -> None:
    shell.write(template("a"), cron("b", "a"))
    shell("apply", "a.yaml")
    before = versions(server, shell.namespace)
    shell.write(template("a", "busybox:1.38"), cron("b", "a"))
    changed = deeds(shell)
    field = {"edit": "change", "path": "spec.templates[0].container.image"}
    assert changed["WorkflowTemplate/a"]["fields"] == [{**field, "before": "busybox:1.37", "after": "busybox:1.38"}]
    assert changed["CronWorkflow/b"]["deed"] == "unchanged"
    assert shell("plan", "a.yaml", "--detailed-exitcode").status == 2
    assert versions(server, shell.namespace) == before
    assert "1 updated, 1 unchanged" in shell("apply", "a.yaml").out
    assert shell("plan", "a.yaml", "--detailed-exitcode").status == 0


def test_what_another_manager_owns_stays(server: ApiServer, shell: Shell) -> None:
    shell.write(template("a"))
    shell("apply", "a.yaml")
    path = f"{GROUP}/namespaces/{shell.namespace}/workflowtemplates/a"
    foreign = {**_head("a"), "spec": {"activeDeadlineSeconds": 60}}
    server.need("APPLY", f"{path}{OTHER}", foreign)
    assert words(shell) == ["unchanged"]
    shell.write(template("a", "busybox:1.38"))
    assert shell("apply", "a.yaml").status == 0
    assert server.need("GET", path)["spec"]["activeDeadlineSeconds"] == 60


def test_a_conflict_is_named_and_can_be_forced(server: ApiServer, shell: Shell) -> None:
    shell.write(template("a"))
    shell("apply", "a.yaml")
    path = f"{GROUP}/namespaces/{shell.namespace}/workflowtemplates/a"
    server.need("APPLY", f"{path}{OTHER}", {**_head("a"), "spec": {"entrypoint": "other"}})
    blocked = deeds(shell)["WorkflowTemplate/a"]
    assert (blocked["deed"], blocked["conflicts"]) == ("blocked", [{"manager": "other", "field": "spec.entrypoint"}])
    failed = shell("apply", "a.yaml")
    assert failed.status == 1
    assert "a.yaml:8:3: `spec.entrypoint` belongs to manager `other`" in failed.out
    assert server.need("GET", path)["spec"]["entrypoint"] == "other"
    assert words(shell, "--force-conflicts") == ["update"]
    assert shell("apply", "a.yaml", "--force-conflicts").status == 0
    assert server.need("GET", path)["spec"]["entrypoint"] == "main"


def _head(name: str) -> dict[str, Any]:
    return {"apiVersion": "argoproj.io/v1alpha1", "kind": "WorkflowTemplate", "metadata": {"name": name}}


def test_prune_spares_what_is_not_ours(server: ApiServer, shell: Shell) -> None:
    shell.write(template("a"), template("b"), cron("c", "b"), run_of("b"))
    shell("apply", "a.yaml")
    path = f"{GROUP}/namespaces/{shell.namespace}/workflowtemplates"
    server.need("POST", path, template("foreign"))
    other = template("helm")
    other["metadata"]["labels"] = {"app.kubernetes.io/managed-by": "Helm"}
    server.need("POST", path, other)
    shell.write(template("a"))
    assert "delete" not in words(shell)
    found = deeds(shell, "--prune")
    assert [name for name, at in found.items() if at["deed"] == "delete"] == ["CronWorkflow/c", "WorkflowTemplate/b"]
    assert "2 deleted" in shell("apply", "a.yaml", "--prune").out
    left = sorted(stored(server, shell.namespace))
    assert [name for name in left if name.startswith("workflowt")] == [
        "workflowtemplates/a",
        "workflowtemplates/foreign",
        "workflowtemplates/helm",
    ]
    assert len([name for name in left if name.startswith("workflows/")]) == 1


def test_prune_spares_the_objects_of_other_plans(server: ApiServer, shell: Shell) -> None:
    for owner in ("one", "two", ""):
        shell.write(template(f"kept-{owner}a"), template(f"gone-{owner}a"))
        assert shell("apply", "a.yaml", *(["--owner", owner] if owner else [])).status == 0
    shell.write(template("kept-onea"))
    assert shell("plan", "a.yaml", "--prune", "--owner", "one", "-o", "plan.json").status == 0
    assert "1 unchanged, 1 deleted" in shell("apply", "plan.json").out
    shell.write(template("kept-a"))
    assert "1 unchanged, 1 deleted" in shell("apply", "a.yaml", "--prune").out
    assert sorted(stored(server, shell.namespace)) == [
        f"workflowtemplates/{name}" for name in ("gone-twoa", "kept-a", "kept-onea", "kept-twoa")
    ]
    refused = shell("apply", "plan.json", "--owner", "two")
    assert (refused.status, "--owner says nothing to a plan" in refused.err) == (2, True)


@pytest.mark.parametrize("where", ["client", "server"])
def test_a_dry_run_changes_nothing(server: ApiServer, shell: Shell, where: str) -> None:
    shell.write(template("a"), run_of("a"))
    done = shell("apply", "a.yaml", f"--dry-run={where}")
    assert done.status == 0
    assert stored(server, shell.namespace) == {}
    assert not (shell.folder / "state").exists()


def test_a_workflow_of_somebody_else_is_no_repeat(server: ApiServer, shell: Shell) -> None:
    shell.write(template("a"), run_of("a", name="taken"))
    server.need("POST", f"{GROUP}/namespaces/{shell.namespace}/workflows", run_of("a", name="taken"))
    assert words(shell) == ["create", "blocked"]
    failed = shell("apply", "a.yaml")
    assert failed.status == 1
    assert "this plan did not submit it" in failed.out


def test_a_saved_plan_is_refused_when_something_moved(server: ApiServer, shell: Shell) -> None:
    shell.write(template("a"), run_of("a"))
    assert shell("plan", "a.yaml", "-o", "plan.json").status == 0
    assert shell("apply", "plan.json").status == 0
    refused = shell("apply", "plan.json")
    assert (refused.status, refused.err.split("\n")[0]) == (
        2,
        f"error: WorkflowTemplate {shell.namespace}/a was made on the cluster since the plan was made",
    )
    resumed = shell("apply", "plan.json", "--resume")
    assert (resumed.status, resumed.out.startswith("Nothing is left to do")) == (0, True)
    shell("plan", "a.yaml", "-o", "plan.json")
    shell.write(template("a", "busybox:1.38"), run_of("a"))
    refused = shell("apply", "plan.json")
    assert (refused.status, refused.err.split("\n")[0]) == (2, "error: `a.yaml` has changed since the plan was made")


def test_a_saved_plan_prunes(server: ApiServer, shell: Shell) -> None:
    shell.write(template("a"), template("b"))
    shell("apply", "a.yaml")
    shell.write(template("a"))
    shell("plan", "a.yaml", "--prune", "-o", "plan.json")
    assert "1 unchanged, 1 deleted" in shell("apply", "plan.json").out
    assert sorted(stored(server, shell.namespace)) == ["workflowtemplates/a"]


def test_missing_rights_are_named(server: ApiServer, namespace: str, tmp_path: Path) -> None:
    token = server.make_account("reader", namespace)
    shell = Shell(server, tmp_path, namespace, token)
    shell.write(template("a"))
    refused = shell("apply", "a.yaml")
    assert refused.status == 2
    assert "a Role must allow verb `list` on resource `workflowtemplates` of group `argoproj.io`" in refused.err
    server.grant("reader", namespace, [Rule(("list",), ("workflowtemplates",), ("argoproj.io",))], namespace)
    failed = shell("apply", "a.yaml")
    assert failed.status == 1
    assert f"reader` may not patch workflowtemplates in namespace `{namespace}`: a Role must allow" in failed.out


_RIGHTS = (
    Rule(("list", "create", "patch", "delete"), ("workflowtemplates", "cronworkflows"), ("argoproj.io",)),
    Rule(("list", "create", "get"), ("workflows",), ("argoproj.io",)),
)


def test_the_rights_that_the_readme_names_suffice(server: ApiServer, namespace: str, tmp_path: Path) -> None:
    token = server.make_account("worker", namespace)
    server.grant("worker", namespace, _RIGHTS, namespace)
    shell = Shell(server, tmp_path, namespace, token)
    shell.write(template("a"), template("b"), cron("c", "a"), run_of("a"))
    assert shell("apply", "a.yaml").status == 0
    shell.write(template("a", "busybox:1.38"), cron("c", "a"), run_of("a"))
    assert words(shell, "--prune") == ["update", "unchanged", "exists", "delete"]
    done = shell("apply", "a.yaml", "--prune")
    assert (done.status, "1 updated, 1 unchanged, 1 exists, 1 deleted" in done.out) == (0, True)


def test_what_the_controller_does_is_no_change(
    server: ApiServer, shell: Shell, controller: Controller, namespace: str
) -> None:
    shell.write(template("a"), cron("b", "a"), run_of("a"))
    assert shell("apply", "a.yaml").status == 0
    (name,) = [at.partition("/")[2] for at in stored(server, namespace) if at.startswith("workflows/")]
    assert controller.wait(name, namespace).phase == "Succeeded"
    assert shell("plan", "a.yaml", "--detailed-exitcode").status == 0
    assert "2 unchanged, 1 exists" in shell("apply", "a.yaml").out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--context", "testbet"), "no context `testbet`"),
        (("--kubeconfig", "none"), "does not exist"),
        (("--token", "old"), "refuses the credentials"),
        (("--namespace", "nowhere"), "no namespace `nowhere`"),
    ],
)
def test_one_line_says_what_is_wrong_with_the_cluster(shell: Shell, arguments: tuple[str, ...], words: str) -> None:
    shell.write(template("a"))
    for command in ("plan", "apply"):
        done = shell(command, "a.yaml", *arguments)
        assert (done.status, done.out) == (2, "")
        assert words in done.err.split("\n")[0]


def test_no_cluster(server: ApiServer, shell: Shell) -> None:
    shell.write(template("a"))
    _point(shell, "https://127.0.0.1:9")
    done = shell("plan", "a.yaml")
    assert (done.status, done.err.split("\n")[0]) == (
        2,
        "error: no cluster answers at https://127.0.0.1:9: connection refused",
    )
    _point(shell, "https://no.such.host.invalid")
    done = shell("plan", "a.yaml")
    assert done.err.startswith("error: no cluster answers at https://no.such.host.invalid: failed to resolve")
    _point(shell, "")
    assert "names no address" in shell("plan", "a.yaml").err
    _point(shell, server.url)
    assert "error: no safe connection to the cluster" in shell("plan", "a.yaml").err
    _point(shell, server.url.replace("https", "http"))
    assert "does not answer as a Kubernetes API server does" in shell("plan", "a.yaml").err
    done = shell("plan", "a.yaml", KUBECONFIG="")
    assert (done.status, done.err.split("\n")[0]) == (2, "error: no cluster is configured")


def test_a_silent_cluster_ends_within_the_time_limit(shell: Shell) -> None:
    shell.write(template("a"))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        _point(shell, f"http://127.0.0.1:{listener.getsockname()[1]}")
        began = time.monotonic()
        done = shell("plan", "a.yaml", "--request-timeout", "1s", "--detailed-exitcode")
    assert (done.status, "does not answer within 1 seconds" in done.err) == (1, True)
    assert time.monotonic() - began < 10


def _point(shell: Shell, url: str) -> None:
    path = shell.folder / "config"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["clusters"][0]["cluster"] = {"server": url}
    path.write_text(json.dumps(data), encoding="utf-8")


def test_unknown_kinds_are_told(shell: Shell, proxy: Proxy) -> None:
    shell.write(template("a"))
    _point(shell, proxy.url)
    proxy.reset(lambda seen: Reply(404) if "/workflowtemplates" in seen.path else None)
    done = shell("plan", "a.yaml")
    assert (done.status, done.err.split("\n")[0]) == (
        2,
        "error: the cluster does not know workflowtemplates of argoproj.io/v1alpha1",
    )


def test_a_refusal_to_hurry_is_heeded(shell: Shell, proxy: Proxy) -> None:
    shell.write(template("a"), run_of("a"))
    _point(shell, proxy.url)
    times: list[float] = []

    def meddle(seen: Seen) -> Reply | None:
        if seen.method != "PATCH" or seen.answered:
            return None
        times.append(time.monotonic())
        return Reply(429, {"Retry-After": "1"}) if len(times) < 3 else None

    proxy.reset(meddle)
    assert shell("apply", "a.yaml").status == 0
    assert len(times) == 3
    assert times[2] - times[0] >= 2


def test_a_lost_answer_makes_no_twin(server: ApiServer, shell: Shell, proxy: Proxy) -> None:
    shell.write(template("a"), run_of("a"))
    _point(shell, proxy.url)
    lost: list[str] = []

    def meddle(seen: Seen) -> Reply | None:
        if seen.answered and seen.method != "GET" and seen.method not in lost:
            lost.append(seen.method)
            return Reply(0)
        return None

    proxy.reset(meddle)
    done = shell("apply", "a.yaml")
    assert (done.status, lost) == (0, ["PATCH", "POST"])
    assert len(stored(server, shell.namespace)) == 2


def test_an_interrupt_lets_the_current_call_end(server: ApiServer, shell: Shell, proxy: Proxy) -> None:
    shell.write(template("a"), template("b"), run_of("b"))
    _point(shell, proxy.url)
    process = None

    def meddle(seen: Seen) -> Reply | None:
        if seen.method == "PATCH" and not seen.answered and process is not None:
            process.send_signal(signal.SIGINT)
            time.sleep(0.3)
        return None

    proxy.reset(meddle)
    process = shell.start("apply", "a.yaml")
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Applied: 1 created, 2 not done." in out
    assert "interrupted after 1 of 3 operations" in err
    assert len(stored(server, shell.namespace)) == 1
    process = None
    resumed = shell("apply", "a.yaml", "--resume")
    assert (resumed.status, "Applied: 1 done before, 2 created." in resumed.out) == (0, True)


def test_what_is_too_large_is_told_with_its_place(shell: Shell) -> None:
    large = template("a")
    large["spec"]["templates"][0]["container"]["args"] = ["z" * 100_000 for _ in range(20)]
    shell.write(large)
    done = shell("apply", "a.yaml")
    assert done.status == 1
    assert f"    a.yaml:1:1: WorkflowTemplate {shell.namespace}/a is larger than the cluster takes" in done.out


def test_a_refused_field_is_told_with_its_line(shell: Shell) -> None:
    wrong = template("a")
    wrong["metadata"]["finalizers"] = ["example.test/a", "a b"]
    shell.write(wrong)
    done = shell("apply", "a.yaml")
    assert done.status == 1
    assert f"a.yaml:6:3: the cluster refuses `metadata.finalizers` of WorkflowTemplate {shell.namespace}/a:" in done.out


def test_fields_that_the_cluster_does_not_have_are_told_with_their_lines(server: ApiServer, shell: Shell) -> None:
    newer = run_of("a")  # the kinds of the cluster are those of Argo 4.0, and these fields came with 4.1
    newer["spec"] |= {"podResources": {}, "resourceClaims": []}
    older = template("a")
    older["spec"]["templates"][0]["pendingTimeout"] = "1m"
    shell.write(older, newer)
    done = shell("apply", "a.yaml")
    assert done.status == 1
    assert "a.yaml:18:5: the cluster refuses `spec.templates[0].pendingTimeout` of WorkflowTemplate" in done.out
    shell.write(template("a"), newer)
    done = shell("apply", "a.yaml")
    text = (shell.folder / "a.yaml").read_text(encoding="utf-8")
    for field in ("podResources", "resourceClaims"):
        line = text[: text.index(field)].count("\n") + 1
        assert f"a.yaml:{line}:3: the cluster does not know `spec.{field}` of Workflow" in done.out
    assert sorted(stored(server, shell.namespace)) == ["workflowtemplates/a"]


def test_a_plan_tells_what_would_be_refused(server: ApiServer, shell: Shell) -> None:
    wrong = template("b")
    wrong["metadata"]["finalizers"] = ["example.test/a", "a b"]
    newer = run_of("a")
    newer["spec"]["podResources"] = {}
    shell.write(template("a"), wrong, newer)
    done = shell("plan", "a.yaml")
    assert (done.status, done.err) == (1, "")
    assert done.out.splitlines()[-1] == "Plan: 1 create, 2 blocked."
    assert f"the cluster refuses `metadata.finalizers` of WorkflowTemplate {shell.namespace}/b:" in done.out
    assert "the cluster does not know `spec.podResources` of Workflow" in done.out
    assert stored(server, shell.namespace) == {}


def test_a_value_of_a_wrong_type_is_told_with_its_line(shell: Shell) -> None:
    wrong = template("a")
    wrong["spec"]["templates"][0]["container"]["resources"] = {"limits": {"cpu": 0.5}}  # Argo takes it
    shell.write(wrong)
    done = shell("apply", "a.yaml")
    assert done.status == 1
    assert "a.yaml:19:8: the cluster refuses `spec.templates[0].container.resources.limits.cpu` of Workf" in done.out


def test_a_field_that_a_policy_names_is_told_with_its_line(server: ApiServer, shell: Shell) -> None:
    _make_policy(server, shell.namespace)
    shell.write(template("a"))
    ends = time.monotonic() + 30
    while (done := shell("apply", "a.yaml", "--dry-run=server")).status == 0:  # a policy comes into force by and by
        assert time.monotonic() < ends
    assert done.status == 1
    assert "a.yaml:8:3: the cluster refuses" in done.out
    assert "spec.entrypoint must be `start`" in done.out


def _make_policy(server: ApiServer, namespace: str) -> None:
    group = "/apis/admissionregistration.k8s.io/v1"
    matched = {
        "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": namespace}},
        "resourceRules": [
            {
                "apiGroups": ["argoproj.io"],
                "apiVersions": ["*"],
                "operations": ["CREATE", "UPDATE"],
                "resources": ["workflowtemplates"],
            }
        ],
    }
    test = {"expression": "object.spec.entrypoint == 'start'", "message": "spec.entrypoint must be `start`"}
    policy = {"metadata": {"name": namespace}, "spec": {"matchConstraints": matched, "validations": [test]}}
    server.need("POST", f"{group}/validatingadmissionpolicies", policy)
    binding = {"metadata": {"name": namespace}, "spec": {"policyName": namespace, "validationActions": ["Deny"]}}
    server.need("POST", f"{group}/validatingadmissionpolicybindings", binding)
