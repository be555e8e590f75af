"""Whose token the pods of a workflow have, as Argo's controller makes them, and what agents and collectors call."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

import pytest
from ruamel.yaml import YAML

from tests.access.account_cases import ACCOUNTS, AGENT, GC, RESULTS
from tests.access.support import derived, shown
from tests.cluster.controller import Deed
from tests.cluster.server import Rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cluster.controller import Controller
    from tests.cluster.server import ApiServer, Json

_TOKEN = "/var/run/secrets/kubernetes.io/serviceaccount"
_SECRET = ".service-account-token"
_STORE = "endpoint: 's:9', bucket: b, accessKeySecret: {name: s, key: k}, secretKeySecret: {name: s, key: k}"
_KERBEROS = "krbUsername: u, krbRealm: R, krbServicePrincipalName: p, krbCCacheSecret: {name: s, key: k}"
_HDFS = f"addresses: ['h:9'], path: /x, {_KERBEROS}"
_GROUP = "/apis/argoproj.io/v1alpha1"
_LIMIT = 30.0
_NO_PATCH = "podSpecPatch: '{{workflow.uid}}'"
"""A patch of which nothing is known beforehand; in the run it is broken, so that there are no pods."""
_TOLD = [(text, needs) for text, needs in ACCOUNTS if needs and _NO_PATCH not in text]


class _Seen(NamedTuple):
    """Who hands in results, who runs kubectl for resource templates, and who is an agent or a collector."""

    reporting: set[str]
    kubectl: set[str]
    agents: set[str]
    collectors: set[str]


@pytest.mark.parametrize(("text", "needs"), _TOLD)
def test_the_controller_gives_pods_these_accounts(
    text: str, needs: dict[str, set[str]], server: ApiServer, controller: Controller, namespace: str
) -> None:
    for name in sorted({*"abcepqvgh", *needs} - {"default"}):
        server.make_account(name, namespace)
    wanted = _Seen(
        {name for name, at in needs.items() if RESULTS in at},
        {name for name, at in needs.items() if any(need.startswith("get configmaps one") for need in at)},
        {name for name, at in needs.items() if at >= AGENT},
        {name for name, at in needs.items() if at >= GC},
    )
    store = {"name": "x", "path": "/x", "s3": YAML(typ="safe").load(f"{{{_STORE}, key: x}}")}
    if wanted.collectors:
        controller.deeds[namespace, ""] = Deed(artifacts=(store,))
    controller.submit(_workflow(text), namespace)
    found = _awaited(lambda: _seen(server, namespace), wanted)
    assert found == wanted


def _workflow(text: str) -> Json:
    """The workflow as the controller takes it, with artifacts that it can place and that it collects at once."""
    text = text.replace("s3: {", f"s3: {{{_STORE}, ").replace("hdfs: {", f"hdfs: {{{_HDFS}, ")
    found: Json = YAML(typ="safe").load(text.replace("OnWorkflowDeletion", "OnWorkflowCompletion"))
    return {**found, "metadata": {"generateName": "a-"}}


def _awaited(look: Callable[[], _Seen], wanted: _Seen) -> _Seen:
    ends = time.monotonic() + _LIMIT
    while (found := look()) != wanted and time.monotonic() < ends:
        time.sleep(0.2)
    return found


def _seen(server: ApiServer, namespace: str) -> _Seen:
    found = _Seen(set(), set(), set(), set())
    for pod in server.need("GET", f"/api/v1/namespaces/{namespace}/pods")["items"]:
        name, account = pod["metadata"]["name"], pod["spec"]["serviceAccountName"]
        containers = {at["name"]: at for at in pod["spec"]["containers"]}
        if name.endswith("-agent"):
            found.agents.add(_acts_as(pod, containers["main"]))
        elif "-artgc-" in name:
            found.collectors.add(account)
        else:
            found.reporting.add(_acts_as(pod, containers.get("wait", containers["main"])))
            if "resource" in (*containers["main"].get("command", ()), *containers["main"].get("args", ())):
                found.kubectl.add(_acts_as(pod, containers["main"]))
    return found


def _acts_as(pod: Json, container: Json) -> str:
    """The account whose token a container has."""
    volumes = {at["name"]: at for at in pod["spec"]["volumes"]}
    mounted = next((at["name"] for at in container["volumeMounts"] if at["mountPath"] == _TOKEN), None)
    if mounted is None:
        return "nobody"
    secret = volumes[mounted].get("secret", {}).get("secretName", "")
    return str(secret.removesuffix(_SECRET) or pod["spec"]["serviceAccountName"])


_HTTP = "http: {url: 'http://x'}"
_COLLECTED = "container: {image: a}\n    outputs: {artifacts: [{name: x, path: /x, s3: {key: x}}]}"


@pytest.mark.parametrize(
    ("body", "plural", "query"),
    [
        (_HTTP, "workflowtasksets", "watch=true&timeoutSeconds=1&fieldSelector=metadata.name%3Dtask"),
        (_COLLECTED, "workflowartifactgctasks", "labelSelector=a%3Db"),
    ],
    ids=["agent", "collector"],
)
def test_what_agents_and_collectors_call(body: str, plural: str, query: str, server: ApiServer, namespace: str) -> None:
    collector = "  artifactGC: {strategy: OnWorkflowCompletion, serviceAccountName: gc}\n"
    text = f"""\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {{generateName: a-, namespace: {namespace}}}
spec:
  entrypoint: main
  serviceAccountName: {"gc" if plural == "workflowtasksets" else "worker"}
{collector}  templates:
  - name: main
    {body}
"""
    rules = [
        Rule((at.verb,), (at.full_resource,), (at.group,), (at.name,) if at.name else ())
        for at in derived(text).permissions
        if at.account.name == "gc"
    ]
    assert len(rules) == 2, shown(derived(text))
    token = server.make_account("gc", namespace)
    path = f"{_GROUP}/namespaces/{namespace}/{plural}"
    kind = {"workflowtasksets": "WorkflowTaskSet", "workflowartifactgctasks": "WorkflowArtifactGCTask"}[plural]
    head = {"apiVersion": "argoproj.io/v1alpha1", "kind": kind}
    server.need("POST", path, {**head, "metadata": {"name": "task"}, "spec": {}})

    def calls(*kept: Rule) -> list[int]:
        server.grant("gc", namespace, kept, namespace)
        changes = {"status": {"seen": "yes"}}
        return [
            server.ask("GET", f"{path}?{query}", token=token).status,
            server.ask("PATCH", f"{path}/task/status", changes, token=token).status,
        ]

    assert calls(*rules) == [200, 200]
    assert [403 in calls(*(at for at in rules if at is not one)) for one in rules] == [True, True]
