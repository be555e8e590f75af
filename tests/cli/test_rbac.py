"""`argolint rbac`: whole outputs of the example, arguments and statuses."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from tests.cli.conftest import BAD, CHECKOUT, GOOD
from tests.goldens import assert_golden

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Outcome

EXAMPLE = "examples/rbac"
SCHEMA = Draft202012Validator(json.loads((CHECKOUT / "schemas" / "rbac.json").read_text(encoding="utf-8")))
ROLES = """\
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: results}
rules:
  - {apiGroups: [argoproj.io], resources: [workflowtaskresults], verbs: [VERBS]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: results}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: results}
subjects: [{kind: ServiceAccount, name: default}]
"""


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("rbac.yaml", []),
        ("rbac.json", ["--format", "json"]),
        ("rbac.txt", ["--format", "table"]),
        ("rbac-diff.txt", ["--diff"]),
        ("rbac-diff.json", ["--diff", "--format", "json"]),
        ("rbac-submitter.yaml", ["--submitter"]),
    ],
)
def test_example(
    argolint: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch, name: str, arguments: list[str]
) -> None:
    monkeypatch.chdir(CHECKOUT)
    status, out, err = argolint("rbac", EXAMPLE, *arguments)
    assert (status, err) == (0, "")
    assert_golden(__file__, name, out)
    files = sorted((str(at) for at in (CHECKOUT / EXAMPLE).iterdir()), reverse=True)
    assert argolint("rbac", *files, *arguments).out == out


def test_what_the_readme_shows_is_written(argolint: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CHECKOUT)
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"From `argolint (.+)`:\n\n```yaml\n((?:.*\n)*?)```$", readme, re.MULTILINE)
    assert shown is not None
    assert shown[2] in argolint(*shown[1].split()).out


def test_every_format_holds_the_same_objects(argolint: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CHECKOUT)
    written = list(YAML(typ="safe").load_all(argolint("rbac", EXAMPLE).out))
    assert written == json.loads(argolint("rbac", EXAMPLE, "--format", "json").out)["objects"]


@pytest.mark.parametrize("arguments", [[], ["--diff"], ["--submitter"], ["--namespace", "team"]])
@pytest.mark.parametrize("path", [EXAMPLE, "examples"])
def test_json_is_as_its_schema_says(
    argolint: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch, arguments: list[str], path: str
) -> None:
    monkeypatch.chdir(CHECKOUT)
    written = json.loads(argolint("rbac", path, *arguments, "--format", "json").out)
    SCHEMA.validate(written)
    assert ("missing" in written) == ("--diff" in arguments)
    assert not SCHEMA.is_valid({**written, "more": 1})


@pytest.mark.parametrize(("verbs", "status"), [("create, patch", 0), ("create", 1), ("create, patch, get", 0)])
def test_diff(argolint: Callable[..., Outcome], folder: Path, verbs: str, status: int) -> None:
    (folder / "a.yaml").write_text(GOOD + ROLES.replace("VERBS", verbs), encoding="utf-8")
    found = argolint("rbac", "a.yaml", "--diff")
    assert (found.status, found.err) == (status, "")
    assert ("missing: `default` lacks `patch`" in found.out) == (status == 1)
    assert ("`get` on `workflowtaskresults` is needed nowhere" in found.out) == verbs.endswith("get")


def test_nothing_to_compare_with(argolint: Callable[..., Outcome], folder: Path) -> None:
    (folder / "a.yaml").write_text(GOOD, encoding="utf-8")
    found = argolint("rbac", "a.yaml", "--diff")
    assert (found.status, found.out) == (2, "")
    assert "nothing to compare with" in found.err


def test_namespace_for_what_names_none(argolint: Callable[..., Outcome], folder: Path) -> None:
    (folder / "a.yaml").write_text(GOOD, encoding="utf-8")
    assert "namespace: team" not in argolint("rbac", "a.yaml").out
    assert "namespace: team" in argolint("rbac", "a.yaml", "-n", "team").out


def test_errors_are_told_beside_the_roles(argolint: Callable[..., Outcome], folder: Path) -> None:
    (folder / "a.yaml").write_text(BAD, encoding="utf-8")
    found = argolint("rbac", "a.yaml")
    assert found.status == 0
    assert "workflowtaskresults" in found.out
    assert "rights may be missing here" in found.err


@pytest.mark.parametrize(
    "arguments", [["nowhere.yaml"], ["--commands", "dance"], ["--format", "xml"], ["--argo-version", "1.0"]]
)
def test_wrong_usage(argolint: Callable[..., Outcome], arguments: list[str]) -> None:
    found = argolint("rbac", *arguments)
    assert (found.status, found.out) == (2, "")


@pytest.mark.parametrize("text", ["a: [\n", "a: 1\n", ""])
def test_nothing_that_can_be_read(argolint: Callable[..., Outcome], tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    status, out, err = argolint("rbac", str(tmp_path))
    assert (status, out) == (2, "")
    assert "error: " in err
