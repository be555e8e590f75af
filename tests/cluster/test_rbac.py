"""The roles that argolint derives, held against the real authorizer: each is enough, and no part of it is too much."""

from __future__ import annotations

import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from subprocess import TimeoutExpired
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from ruamel.yaml import YAML

from argolint.access.permissions import EVERYWHERE, Derivation, Permission
from argolint.access.resources import resource_of
from argolint.access.roles import bundles
from tests.access.resource_cases import CASES, CUSTOM_KINDS, Case
from tests.access.support import derived, workspace_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cluster.server import ApiServer

_NUMBERS = count(1)
_RBAC = "rbac.authorization.k8s.io"
_WORKSPACE = workspace_of(CUSTOM_KINDS)
_LIMIT = 10.0
_APPLIED = "kubectl.kubernetes.io/last-applied-configuration"
_TAGS = {
    "{{workflow.namespace}}": "here",
    "{{workflow.parameters.there}}": "prod",
    "{{workflow.parameters.kind}}": "Secret",
    "{{inputs.parameters.x}}": "one",
    "{{workflow.uid}}": "one",
}
"""What the run puts in the place of tags."""
_APART = frozenset({"apply-pruning-all", "as-user", "create-binding", "create-role"})
"""What needs more than is derived, as the remark says: see `test_rbac_further.py`."""
_REFUSED = frozenset({"get-unknown-type", "patch-without-target", "unknown-flag"})
"""What kubectl refuses before any right counts."""
_NOT_RUN = {
    "from-artifact": "the objects are in an artifact",
    "other-credentials": "a cluster of which nobody here knows decides",
    "tagged-action": "only the run knows which command it is",
    "tagged-manifest": "only the run knows the objects",
    "unknown-kind": "only the run knows the kind",
    "unknown-namespace": "only the run knows the namespace, so nothing is derived",
}
_POD = {"metadata": {"labels": {"app": "x"}}, "spec": {"containers": [{"name": "a", "image": "a"}]}}
_ONCE = {**_POD, "spec": {**_POD["spec"], "restartPolicy": "Never"}}
_BODIES: dict[str, dict[str, Any]] = {
    "deployments": {"spec": {"selector": {"matchLabels": {"app": "x"}}, "template": _POD}},
    "pods": {"spec": {"containers": [{"name": "a", "image": "a"}]}},
    "jobs": {"spec": {"manualSelector": True, "selector": {"matchLabels": {"app": "x"}}, "template": _ONCE}},
    "poddisruptionbudgets": {"spec": {"minAvailable": 1}},
    "priorityclasses": {"value": 1},
    "runtimeclasses": {"handler": "x"},
}
_VERSIONS = {"": "api/v1", "argoproj.io": "apis/argoproj.io/v1alpha1"}


class Trial(NamedTuple):
    """A case with names and namespaces of its own, so that no other trial is in its way."""

    case: Case
    derivation: Derivation
    namespaces: dict[str, str]
    number: int

    @property
    def account(self) -> str:
        return f"worker-{self.number}"

    @property
    def home(self) -> str:
        return self.namespaces["here"]

    def written(self, text: str) -> str:
        """A text of the case with the names of this trial."""
        names = {
            **self.namespaces,
            "worker": self.account,
            **{at: f"{at}-{self.number}" for at in ("boss", "one", "two", "web")},
        }
        return re.sub(r"\b(?:here|there|prod|worker|boss|one|two|web)\b", lambda match: names[match[0]], text)

    def filled(self, text: str) -> str:
        """Such a text as the run sees it."""
        return self.written(_filled(text))

    def fields(self) -> dict[str, Any]:
        """The fields of the resource template."""
        found: dict[str, Any] = YAML(typ="safe").load(self.filled(self.case.fields).replace("; ", "\n"))
        return found


def unused_number() -> int:
    """A number that no trial has had."""
    return next(_NUMBERS)


def _filled(text: str) -> str:
    for tag, value in _TAGS.items():
        text = text.replace(tag, value)
    return text


CASES_TO_RUN = [at for at in CASES if at.name not in {*_APART, *_REFUSED, *_NOT_RUN}]


@pytest.fixture(scope="module")
def namespaces(server: ApiServer) -> dict[str, str]:
    """Namespaces by their name in the cases."""
    found = {name: f"rbac-{name}" for name in ("here", "there", "prod")}
    for name in found.values():
        server.make_namespace(name)
    return found


@pytest.mark.parametrize("case", CASES_TO_RUN, ids=lambda case: case.name)
def test_the_role_is_enough_and_nothing_in_it_too_much(
    case: Case, server: ApiServer, namespaces: dict[str, str], tmp_path: Path
) -> None:
    for present in states(case):
        refusal = attempt(new_trial(case, namespaces), None, present, server, tmp_path)
        assert not refusal, (present, refusal)
    wanted = work(new_trial(case, namespaces).derivation)
    for at in range(len(wanted)):
        refusals = [attempt(new_trial(case, namespaces), at, present, server, tmp_path) for present in states(case)]
        assert any(refusals), f"{wanted[at].verb} {wanted[at].full_resource} {wanted[at].name} is too much"


def test_what_is_not_run_derives_nothing() -> None:
    assert all(at.needs for at in CASES_TO_RUN)
    assert {at.name for at in CASES if at.name in _NOT_RUN and not at.needs and at.remark} == set(_NOT_RUN)


@pytest.mark.parametrize("name", sorted(_REFUSED))
def test_kubectl_refuses_it_whatever_the_rights(
    name: str, server: ApiServer, namespaces: dict[str, str], tmp_path: Path
) -> None:
    trial = new_trial(case_called(name), namespaces)
    done = server.kubectl(*_arguments(trial, tmp_path))
    assert done.returncode
    assert not re.search("forbidden|not found", done.stderr, re.IGNORECASE)


def case_called(name: str) -> Case:
    """The case of that name."""
    return next(at for at in CASES if at.name == name)


def new_trial(case: Case, namespaces: dict[str, str]) -> Trial:
    """A case with names that no other trial has, and what is derived from it."""
    unnamed = Trial(case, Derivation((), ()), namespaces, unused_number())
    return unnamed._replace(derivation=derived(unnamed.written(case.workflow()), CUSTOM_KINDS))


def states(case: Case) -> tuple[bool, ...]:
    """Whether the object is there before: apply has to do with both."""
    action = case.fields.partition(";")[0].removeprefix("action: ")
    if action == "apply":
        return False, True
    return (action != "create",)


def work(derivation: Derivation) -> list[Permission]:
    """The permissions that the case is about: not those to hand in results, which have a test of their own."""
    return [at for at in derivation.permissions if at.resource != "workflowtaskresults"]


def attempt(
    trial: Trial,
    without: int | None,
    present: bool,
    server: ApiServer,
    folder: Path,
    more: tuple[Permission, ...] = (),
) -> str:
    """Do what the executor does with the derived role, perhaps without one of its parts; how it was refused, if so."""
    prepare_others(trial, server)
    if present:
        prepare(trial, server)
    given = [at for place, at in enumerate(work(trial.derivation)) if place != without]
    token = grant(trial, (*given, *more), server)
    config = server.write_kubeconfig(folder / f"{trial.number}.json", token, trial.home)
    arguments = _arguments(trial, folder)
    done = server.kubectl(*arguments, kubeconfig=config, limit=20)
    if done.returncode:
        return f"{' '.join(arguments)}: {done.stderr}"
    return _look_again(trial, done.stdout, token, server)


def prepare(trial: Trial, server: ApiServer) -> None:
    """Make the objects that the case names."""
    for group, resource, name, namespace in sorted(
        {(at.group, at.resource, at.name, at.namespace) for at in work(trial.derivation)}
    ):
        if resource in ("serviceaccounts", "users"):
            continue
        for named in (name,) if name else _tagged_names(trial):
            body = {**_BODIES.get(resource, {}), **_head(group, resource), "metadata": {"name": named}}
            answer = server.ask("POST", _path(group, resource, namespace), body)
            assert answer.status in (201, 409), answer


def _tagged_names(trial: Trial) -> list[str]:
    """The names that tags are a part of, and that no rule can tell for this reason."""
    written = trial.case.manifest + trial.case.fields
    return re.findall(rf"\b(?:a-)?one-{trial.number}\b", trial.filled(written)) if "{{" in written else []


def prepare_others(trial: Trial, server: ApiServer) -> None:
    """Make something to delete where a label says what goes."""
    for at in work(trial.derivation):
        if at.verb == "delete" and not at.name:
            metadata = {"name": f"left-{trial.number}", "labels": {"app": "x"}, "annotations": {_APPLIED: "{}"}}
            body = {**_BODIES.get(at.resource, {}), "metadata": metadata}
            server.need("POST", _path(at.group, at.resource, at.namespace), body)


def _head(group: str, resource: str) -> dict[str, str]:
    """Custom resources must tell what they are."""
    kinds = {"widgets": "Widget", "planets": "Planet", "redis": "Redis", "workflows": "Workflow"}
    version = _version(group).removeprefix("apis/")
    return {"apiVersion": version, "kind": kinds[resource]} if resource in kinds else {}


def _version(group: str) -> str:
    return _VERSIONS.get(group, f"apis/{group}/v1")


def _path(group: str, resource: str, namespace: str) -> str:
    where = "" if namespace == EVERYWHERE else f"namespaces/{namespace}/"
    return f"/{_version(group)}/{where}{resource}"


def grant(trial: Trial, permissions: tuple[Permission, ...], server: ApiServer) -> str:
    """Make the account of a trial, and give it permissions; a token of the account."""
    token = server.make_account(trial.account, trial.home)
    give(permissions, server)
    return token


def give(permissions: tuple[Permission, ...], server: ApiServer) -> None:
    """Make the very objects that argolint writes, and wait until they are in force."""
    for bundle in bundles(Derivation(permissions, ())):
        data = bundle.whole()
        metadata, plural = data["metadata"], f"{data['kind'].lower()}s"
        group = "" if data["apiVersion"] == "v1" else _RBAC
        answer = server.ask("POST", _path(group, plural, metadata.get("namespace", EVERYWHERE)), data)
        assert answer.status in (201, 409), answer
    for permission in permissions:
        _await(permission, server)


def _await(at: Permission, server: ApiServer) -> None:
    attributes = {"group": at.group, "resource": at.resource, "subresource": at.subresource, "verb": at.verb}
    attributes |= {"name": at.name} | ({} if at.namespace == EVERYWHERE else {"namespace": at.namespace})
    ends = time.monotonic() + _LIMIT
    while not server.may(f"system:serviceaccount:{at.account.namespace}:{at.account.name}", attributes):
        assert time.monotonic() < ends, at
        time.sleep(0.005)


def _arguments(trial: Trial, folder: Path) -> list[str]:
    """The command line of the executor."""
    fields, manifest = trial.fields(), trial.filled(trial.case.manifest)
    action, flags = fields["action"], [str(at) for at in fields.get("flags", ())]
    file = folder / "manifest.yaml"
    file.write_text(manifest, encoding="utf-8")
    arguments = [action]
    if action == "delete":
        arguments.append("--ignore-not-found")
    strategy = fields.get("mergeStrategy", "strategic")
    by_file = bool(manifest)
    if action == "patch":
        arguments += ["--type", strategy, "--patch-file", str(file)]
        by_file = strategy != "json" and not (flags and "kind:" not in manifest)
    arguments += flags
    if by_file:
        arguments += ["-f", str(file)]
    return [*arguments, "-o", "name" if action == "delete" else "json"]


def _look_again(trial: Trial, printed: str, token: str, server: ApiServer) -> str:
    """What the executor reads after the work: the object for its conditions, and again for its outputs."""
    fields = trial.fields()
    reads = any(name in fields for name in ("successCondition", "failureCondition"))
    if not reads and not re.search("jsonPath|jqFilter", trial.case.outputs):
        return ""
    found = json.loads(printed)
    resource = resource_of(found["apiVersion"], found["kind"], _WORKSPACE)
    namespace = found["metadata"].get("namespace", EVERYWHERE)
    answer = server.ask(
        "GET", f"{_path(resource.group, resource.plural, namespace)}/{found['metadata']['name']}", token=token
    )
    return "" if answer.status == 200 else str(answer)


def test_the_right_to_hand_in_results_is_enough_and_nothing_in_it_too_much(
    server: ApiServer, namespaces: dict[str, str]
) -> None:
    def hand_in(*kept: int) -> list[int]:
        trial = new_trial(CASES[0], namespaces)
        rights = [at for at in trial.derivation.permissions if at.resource == "workflowtaskresults"]
        assert len(rights) == 2
        token = grant(trial, tuple(rights[at] for at in kept), server)
        path, name = _path("argoproj.io", "workflowtaskresults", trial.home), f"result-{trial.number}"
        body = {"apiVersion": "argoproj.io/v1alpha1", "kind": "WorkflowTaskResult", "metadata": {"name": name}}
        made = server.ask("POST", path, body, token=token).status
        return [made, server.ask("PATCH", f"{path}/{name}", {"phase": "Succeeded"}, token=token).status]

    assert hand_in(0, 1) == [201, 200]
    assert 403 in hand_in(0)
    assert 403 in hand_in(1)


def test_a_delete_that_may_get_its_object_ends_only_with_the_rights_to_wait(
    server: ApiServer, namespaces: dict[str, str], tmp_path: Path
) -> None:
    reads, deletes = (next(at for at in CASES if at.name == name) for name in ("get", "delete"))
    both = f"{reads.workflow()}---\n{deletes.workflow()}"
    first = Trial(deletes, Derivation((), ()), namespaces, unused_number())
    whole = first._replace(derivation=derived(first.written(both), CUSTOM_KINDS))
    assert {at.verb for at in work(whole.derivation)} == {"delete", "get", "list", "watch"}
    assert _ends(whole, tuple(work(whole.derivation)), server, tmp_path)
    second = first._replace(number=unused_number())
    short = derived(second.written(both), CUSTOM_KINDS)
    hanging = tuple(at for at in work(short) if at.verb in ("delete", "get"))
    assert not _ends(second._replace(derivation=short), hanging, server, tmp_path)


def _ends(trial: Trial, given: tuple[Permission, ...], server: ApiServer, folder: Path) -> bool:
    """Whether a delete comes to its end when its object, which something holds for a while, is let go."""
    path, name = _path("", "configmaps", trial.home), f"one-{trial.number}"
    server.need("POST", path, {"metadata": {"name": name, "finalizers": ["example.test/hold"]}})
    config = server.write_kubeconfig(folder / f"{trial.number}.json", grant(trial, given, server), trial.home)
    with ThreadPoolExecutor() as pool:
        done = pool.submit(server.kubectl, *_arguments(trial, folder), kubeconfig=config, limit=4)
        time.sleep(1)
        server.need("PATCH", f"{path}/{name}", {"metadata": {"finalizers": None}})
        try:
            return done.result().returncode == 0
        except TimeoutExpired:
            return False
