"""Argo's controller and the definitions of its kinds take what argolint calls valid, and refuse the rest."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, NamedTuple

import pytest

import argolint
from argolint.plan.data import object_data
from argolint.project.files import load_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cluster.controller import Controller
    from tests.cluster.server import ApiServer, Json

_GROUP = "/apis/argoproj.io/v1alpha1"
_PLURALS = {
    "ClusterWorkflowTemplate": "clusterworkflowtemplates",
    "CronWorkflow": "cronworkflows",
    "Workflow": "workflows",
    "WorkflowTemplate": "workflowtemplates",
}
_LIMIT = 240.0
_INVALID = re.compile(r"invalid (?:workflow )?spec")
CONTROLLER_VERSION = "4.0"

NEVER_SENT = frozenset({"duplicate-key", "yaml-syntax"})
"""Errors of which nothing is left in the objects that are sent: files with them are left out."""

OF_FIELDS = frozenset({"removed-field", "unknown-field", "wrong-type"})
"""Errors that the definitions of the kinds refuse."""

EXCEPTIONS = {
    "k8s-jobs.yaml": "it has no name, which is a warning: `argo submit` can be told one",
    "functional/k8s-jobs.yaml": "the same file",
    "testdata/parameters-workflow.yaml": "its parameter has no value, and whoever submits it is to give one",
    "testdata/resource-templates/failed.yaml": "the controller does not read what kubectl is handed later",
}
"""Files on which the controller decides otherwise, each with the reason."""

FEWEST = 150
FEWEST_WITH_FIELDS = {"argo-examples": 5, "argo-e2e": 7}


class Case(NamedTuple):
    """A file with its objects and our verdict."""

    name: str
    objects: tuple[Json, ...]
    errors: frozenset[str]

    @property
    def is_valid(self) -> bool:
        """Whether we find no error."""
        return not self.errors


def cases(folder: Path) -> Iterator[Case]:
    """The files of a corpus that hold objects of Argo which can be sent."""
    for path in sorted(folder.rglob("*.yaml")):
        report = argolint.check([path], isolated=True, config={"argo-version": CONTROLLER_VERSION})
        documents = load_path(str(path)).documents
        found = tuple(object_data(item) for _, items in documents for item in items)
        errors = frozenset(str(at.rule) for at in report.diagnostics if at.severity == "error")
        if found and not errors & NEVER_SENT:
            yield Case(str(path.relative_to(folder)), found, errors)


def runs(case: Case) -> bool:
    """Whether a file holds just one workflow, and nothing but templates beside it."""
    kinds = [one["kind"] for one in case.objects]
    return kinds.count("Workflow") == 1 and "CronWorkflow" not in kinds


def submit(case: Case, namespace: str, server: ApiServer) -> str | None:
    """Submit what a file holds, held before its first pod; the workflow's name, or None where the server refuses it."""
    server.make_namespace(namespace)
    name = None
    for one in sorted(case.objects, key=lambda at: str(at["kind"])):
        one["metadata"].pop("namespace", None)
        kind = str(one["kind"])
        if kind == "Workflow":
            one["spec"] = {**(one.get("spec") or {}), "suspend": True}
        where = _GROUP if kind.startswith("Cluster") else f"{_GROUP}/namespaces/{namespace}"
        answer = server.ask("POST", f"{where}/{_PLURALS[kind]}?fieldValidation=Strict", one)
        if kind == "Workflow":
            name = answer.body["metadata"]["name"] if answer.status < 300 else None
    return name


def verdicts(names: dict[str, tuple[str, str]], server: ApiServer) -> dict[str, str]:
    """What the controller says of each workflow, by file: empty where it begins to work."""
    found: dict[str, str] = {}
    ends = time.monotonic() + _LIMIT
    while len(found) < len(names) and time.monotonic() < ends:
        listed = {
            (at["metadata"]["namespace"], at["metadata"]["name"]): at.get("status", {})
            for at in server.need("GET", f"{_GROUP}/workflows")["items"]
        }
        for file, key in names.items():
            status = listed[key]
            if file not in found and status.get("phase"):
                message = str(status.get("message", ""))
                found[file] = message if status["phase"] in ("Failed", "Error") else ""
        time.sleep(0.5)
    return found


@pytest.mark.parametrize("corpus", ["argo-examples", "argo-e2e"])
def test_the_controller_agrees(facts: Path, controller: Controller, corpus: str) -> None:
    server = controller.server
    found = [case for case in cases(facts / "corpus" / corpus) if runs(case)]
    names: dict[str, tuple[str, str]] = {}
    refused: set[str] = set()
    for number, case in enumerate(found):
        namespace = f"{corpus}-{number}"
        name = submit(case, namespace, server)
        if name is None:
            refused.add(case.name)
        else:
            names[case.name] = (namespace, name)
    said = verdicts(names, server)
    valid = {case.name for case in found if case.is_valid}
    assert sorted(names.keys() - said.keys()) == []
    assert len(valid) > FEWEST
    invalid = {file for file in valid & said.keys() if _INVALID.search(said[file])}
    ran = {case.name for case in found if not case.is_valid and said.get(case.name) == ""}
    assert sorted((valid & refused) | invalid | ran) == sorted(EXCEPTIONS.keys() & {case.name for case in found})


@pytest.mark.parametrize("corpus", ["argo-examples", "argo-e2e"])
def test_the_definitions_of_the_kinds_agree(facts: Path, server: ApiServer, namespace: str, corpus: str) -> None:
    wrong = {}
    found = [case for case in cases(facts / "corpus" / corpus) if case.errors <= OF_FIELDS]
    for case in found:
        answers = [_pretended(one, namespace, server) for one in case.objects]
        if case.is_valid is any(answers):
            wrong[case.name] = answers
    assert wrong == {}
    assert len([case for case in found if not case.is_valid]) >= FEWEST_WITH_FIELDS[corpus]


def _pretended(one: Json, namespace: str, server: ApiServer) -> str:
    """What the server says against an object, if anything, without keeping it."""
    meta = {name: at for name, at in one.get("metadata", {}).items() if name != "namespace"}
    meta = meta if "name" in meta or "generateName" in meta else {**meta, "generateName": "x-"}
    where = _GROUP if one["kind"].startswith("Cluster") else f"{_GROUP}/namespaces/{namespace}"
    path = f"{where}/{_PLURALS[one['kind']]}?dryRun=All&fieldValidation=Strict"
    answer = server.ask("POST", path, {**one, "metadata": meta})
    return "" if answer.status < 300 else str(answer.body["message"])
