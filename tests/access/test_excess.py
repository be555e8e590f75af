"""What roles give too much, told of whole workspaces, and the silence where nobody can be sure."""

from __future__ import annotations

import pytest

from argolint.project.session import Settings, check_sources
from argolint.schema.versions import DEFAULT
from argolint.source import SourceFile

GROUP = "rbac.authorization.k8s.io"
ROLE = f"""\
apiVersion: {GROUP}/v1
kind: Role
metadata: {{name: maker, namespace: here}}
rules:
- {{apiGroups: [""], resources: [configmaps], verbs: [create, delete]}}
- {{apiGroups: [argoproj.io], resources: [workflowtaskresults], verbs: [create, patch]}}
"""
BINDING = f"""\
apiVersion: {GROUP}/v1
kind: RoleBinding
metadata: {{name: maker, namespace: here}}
roleRef: {{apiGroup: {GROUP}, kind: Role, name: maker}}
subjects:
- {{kind: ServiceAccount, name: maker}}
"""
NEW = "{action: create, manifest: '{apiVersion: v1, kind: ConfigMap, metadata: {generateName: a-}}'}"
OLD = "{action: delete, manifest: '{apiVersion: v1, kind: ConfigMap, metadata: {name: \"{{workflow.uid}}\"}}'}"
SPEC = "spec:\n  entrypoint: main\n  serviceAccountName: maker\n  templates:\n  - name: main\n"


def run(body: str, kind: str = "Workflow", name: str = "a", namespace: str = "here") -> str:
    """A run as the account of the role."""
    where = f", namespace: {namespace}" if namespace else ""
    return f"apiVersion: argoproj.io/v1alpha1\nkind: {kind}\nmetadata: {{name: {name}{where}}}\n{SPEC}    {body}\n"


MAKES, DELETES = run(f"resource: {NEW}"), run(f"resource: {OLD}", name="b")
PLAIN = run("container: {image: alpine, command: [date]}", name="c")


def told(*texts: str) -> list[tuple[str, str]]:
    """Where something is told, and the end of what."""
    sources = [SourceFile(f"{at}.yaml", text) for at, text in enumerate(texts)]
    report = check_sources(sources, Settings(argo_version=DEFAULT, select=("excessive-permission",)))
    return [(at.file, at.message.partition(": ")[2]) for at in report.diagnostics]


def test_a_right_that_no_file_needs_is_told_once_at_the_first_run() -> None:
    excess = "`delete` on `configmaps` is needed nowhere"
    assert told(f"{ROLE}---\n{BINDING}", MAKES, PLAIN) == [("1.yaml", excess)]
    assert told(PLAIN, BINDING, MAKES, ROLE) == [("0.yaml", excess)]
    assert told(ROLE, BINDING, run(f"resource: {NEW}", namespace="")) == [("2.yaml", excess)]


def test_what_another_file_needs_is_needed() -> None:
    assert told(ROLE, BINDING, MAKES, DELETES) == []
    assert told(ROLE, BINDING, MAKES, run(f"resource: {OLD}", "WorkflowTemplate", "b")) == []


def test_wildcards_are_named() -> None:
    wide = ROLE.replace("create, delete", '"*"')
    assert told(wide, BINDING, MAKES) == [
        ("2.yaml", '`*` on `configmaps` of the group `""`; create on configmaps would do')
    ]


LIBRARY = "apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: lib, namespace: here}\n"
DEPLOYMENT = "apiVersion: apps/v1\nkind: Deployment\nspec: {template: {spec: {serviceAccountName: maker}}}\n"


@pytest.mark.parametrize(
    "texts",
    [
        (ROLE, BINDING + "- {kind: ServiceAccount, name: other}\n", MAKES),
        (ROLE, BINDING + "- {kind: Group, name: admins}\n", MAKES),
        (ROLE, BINDING, BINDING.replace("name: maker, n", "name: second, n").replace("ServiceAccount", "User"), MAKES),
        (ROLE, BINDING, ROLE.replace("namespace: here", "namespace: there"), MAKES),
        (ROLE.replace("kind: Role", "kind: ClusterRole"), BINDING.replace("kind: Role,", "kind: ClusterRole,"), MAKES),
        (ROLE.replace("[create, delete]", '["{{ .Values.verb }}"]'), BINDING, MAKES),
        (ROLE, BINDING.replace("name: maker}\n", "name: default}\n"), MAKES.replace("Name: maker", "Name: default")),
        (ROLE, BINDING, MAKES, run("resource: {action: '{{item}}', manifest: x}", name="b")),
        (ROLE, BINDING, MAKES, run("steps: [[{name: a, templateRef: {name: far, template: b}}]]", name="b")),
        (ROLE, BINDING, MAKES, run("container: {image: tool}", name="b")),
        (ROLE, BINDING, MAKES, run("container: {image: tool, command: [helm, list]}", name="b")),
        (ROLE, BINDING, MAKES, run("script: {image: x, command: [python], source: import kubernetes}", name="b")),
        (ROLE, BINDING, MAKES, run("script: {image: x, command: [sh], source: argo submit $x}", name="b")),
        (ROLE, BINDING, MAKES, PLAIN.replace("AccountName: maker", "AccountName: '{{workflow.uid}}'")),
        (ROLE, BINDING, MAKES, f"{LIBRARY}spec: {{templates: [{{name: x, suspend: {{}}}}]}}\n"),
        (ROLE, BINDING, MAKES, f"{LIBRARY}spec: {{entrypoint: x, templates: [{{name: x, suspend: {{}}}}]}}\n"),
        (ROLE, f"{BINDING}---\n{DEPLOYMENT}", MAKES),
        (ROLE, BINDING),
        (ROLE, MAKES),
    ],
)  # fmt: skip
def test_it_is_silent_where_others_may_need_it(texts: tuple[str, ...]) -> None:
    assert told(*texts) == []
