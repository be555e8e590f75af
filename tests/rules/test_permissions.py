"""Traps of service accounts, roles and bindings."""

from __future__ import annotations

from textwrap import dedent, indent

import pytest

from argolint.project.session import Settings, check_sources
from argolint.source import SourceFile
from tests.rules.support import diagnostics, rules

REPORTING = "  - {apiGroups: [argoproj.io], resources: [workflowtaskresults], verbs: [create, patch]}"
ACCOUNT = "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: maker}\n"
JOB = "{apiVersion: batch/v1, kind: Job, metadata: {name: sum}}"


def role(rules_: str, kind: str = "Role", reporting: str = REPORTING) -> str:
    head = f"apiVersion: rbac.authorization.k8s.io/v1\nkind: {kind}\nmetadata: {{name: maker}}\nrules:\n"
    return head + "\n".join(part for part in (reporting, indent(dedent(rules_), "  ")) if part) + "\n"


def binding(
    subject: str = "{kind: ServiceAccount, name: maker}", kind: str = "RoleBinding", role_: str = "Role"
) -> str:
    return dedent(
        f"""\
        apiVersion: rbac.authorization.k8s.io/v1
        kind: {kind}
        metadata: {{name: maker}}
        roleRef: {{kind: {role_}, name: maker}}
        subjects: [{subject}]
        """
    )


def run(resource: str, spec: str = "serviceAccountName: maker", more: str = "") -> str:
    return dedent(
        f"""\
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {{generateName: t-}}
        spec: {{entrypoint: main, {spec}, templates: [{{name: main, resource: {{{resource}}}{more}}}]}}
        """
    )


def action(name: str, manifest: str = JOB, more: str = "") -> str:
    return f"action: {name}, manifest: '{manifest}'{more}"


def lacks(*documents: str, version: str = "4.1") -> list[str]:
    found = diagnostics("---\n".join(documents), version)
    return [at.message for at in found if at.rule == "missing-permission"]


def verbs(*names: str, group: str = "batch", resource: str = "jobs") -> str:
    return role(f"- {{apiGroups: [{group}], resources: [{resource}], verbs: [{', '.join(names)}]}}")


@pytest.mark.parametrize(
    ("deed", "given"),
    [
        (action("create"), ("create",)),
        (action("create", more=", successCondition: status.succeeded > 0"), ("create", "get")),
        (action("apply"), ("get", "patch")),
        (action("apply"), ("get", "create")),
        (action("apply", more=", flags: [--server-side]"), ("patch",)),
        (action("get"), ("get",)),
        (action("get", more=", successCondition: status.succeeded > 0"), ("get",)),
        (action("replace"), ("update",)),
        (action("patch"), ("patch",)),
        (action("delete"), ("delete",)),
        (action("create"), ("'*'",)),
    ],
)
def test_each_action_needs_its_verbs_and_no_more(deed: str, given: tuple[str, ...]) -> None:
    assert lacks(ACCOUNT, verbs(*given), binding(), run(deed)) == []
    for missing in given:
        left = [verb for verb in given if verb != missing] or ["watch"]
        assert len(lacks(ACCOUNT, verbs(*left), binding(), run(deed))) == 1


def test_an_output_is_read_back() -> None:
    outputs = ", outputs: {parameters: [{name: a, valueFrom: {jsonPath: '{.metadata.uid}'}}]}"
    deed = run(action("create"), more=outputs)
    assert lacks(ACCOUNT, verbs("create"), binding(), deed) != []
    assert lacks(ACCOUNT, verbs("create", "get"), binding(), deed) == []


def test_reporting_has_a_fallback_before_3_6() -> None:
    bare = role("- {apiGroups: [batch], resources: [jobs], verbs: [get]}", reporting="")
    assert len(lacks(ACCOUNT, bare, binding(), run(action("get")))) == 1
    assert lacks(ACCOUNT, bare, binding(), run(action("get")), version="3.5") == []


def test_a_rule_for_names() -> None:
    named = "- {{apiGroups: [batch], resources: [jobs], verbs: [create, get], resourceNames: [{0}]}}"
    for name, found in (("sum", 0), ("other", 1)):
        assert len(lacks(ACCOUNT, role(named.format(name)), binding(), run(action("get")))) == found
    assert len(lacks(ACCOUNT, role(named.format("sum")), binding(), run(action("create")))) == 1


@pytest.mark.parametrize(
    "documents",
    [
        pytest.param((verbs("get"), binding()), id="a role that may be an addition to others"),
        pytest.param((ACCOUNT, verbs("get"), binding(role_="ClusterRole")), id="a role kept elsewhere"),
        pytest.param((ACCOUNT, verbs("get")), id="no binding"),
        pytest.param((ACCOUNT, verbs("get"), binding("{kind: ServiceAccount, name: other}")), id="another account"),
        pytest.param((ACCOUNT, role("- '{{ .Values.rules }}'"), binding()), id="a rule that a tag gives"),
    ],
)
def test_rights_that_are_not_all_there_to_read(documents: tuple[str, ...]) -> None:
    sources = [SourceFile(f"{n}.yaml", text) for n, text in enumerate((*documents, run(action("create"))))]
    found = check_sources(sources, Settings()).diagnostics
    assert [at.rule for at in found if at.rule == "missing-permission"] == []


@pytest.mark.parametrize(
    "subject",
    [
        "{kind: Group, name: 'system:serviceaccounts'}",
        "{kind: Group, name: 'system:authenticated'}",
        "{kind: User, name: 'system:serviceaccount:argo:maker'}",
    ],
)
def test_other_subjects_that_mean_the_account(subject: str) -> None:
    assert len(lacks(ACCOUNT, verbs("get"), binding(subject), run(action("create")))) == 1
    assert lacks(ACCOUNT, verbs("create"), binding(subject), run(action("create"))) == []


def test_cluster_wide_objects_need_a_cluster_wide_binding() -> None:
    deed = run(action("get", "{apiVersion: v1, kind: Namespace, metadata: {name: a}}"))
    given = role("- {apiGroups: [''], resources: [namespaces], verbs: [get]}", "ClusterRole")
    assert len(lacks(ACCOUNT, given, binding(role_="ClusterRole"), deed)) == 1
    assert lacks(ACCOUNT, given, binding(kind="ClusterRoleBinding", role_="ClusterRole"), deed) == []


def test_flags_that_change_the_request_are_left_alone() -> None:
    deed = run(action("get", more=", flags: [--subresource=status]"))
    assert lacks(ACCOUNT, verbs("watch"), binding(), deed) == []


@pytest.mark.parametrize(
    ("spec", "is_told"),
    [
        ("parallelism: 1", True),
        ("serviceAccountName: default", True),
        ("serviceAccountName: maker", False),
        ("serviceAccountName: '{{workflow.parameters.account}}'", False),
        ("executor: {serviceAccountName: maker}", False),
        ("templateDefaults: {serviceAccountName: maker}", False),
    ],
)
def test_the_default_account(spec: str, is_told: bool) -> None:
    assert ("resource-default-service-account" in rules(run(action("get"), spec))) is is_told


def test_a_library_is_run_as_somebody_else() -> None:
    text = run(action("get"), "parallelism: 1").replace("kind: Workflow", "kind: WorkflowTemplate")
    assert "resource-default-service-account" not in rules(text.replace("generateName: t-", "name: t"))


def test_the_executor_needs_a_token() -> None:
    spec = "serviceAccountName: maker, automountServiceAccountToken: false"
    assert "automount-needs-executor-account" in rules(run(action("get"), spec))
    with_account = f"{spec}, executor: {{serviceAccountName: maker}}"
    assert "automount-needs-executor-account" not in rules(run(action("get"), with_account))
    own = run(action("get"), spec, more=", automountServiceAccountToken: true")
    assert "automount-needs-executor-account" not in rules(own)


def test_templates_called_in_other_objects_run_with_the_callers_account() -> None:
    library = dedent(
        f"""\
        apiVersion: argoproj.io/v1alpha1
        kind: WorkflowTemplate
        metadata: {{name: library}}
        spec: {{templates: [{{name: make, resource: {{{action("create")}}}}}]}}
        """
    )
    caller = dedent(
        """\
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {generateName: t-}
        spec:
          serviceAccountName: maker
          entrypoint: main
          templates:
            - name: main
              steps: [[{name: a, templateRef: {name: library, template: make}}]]
        """
    )
    found = [
        at
        for at in diagnostics("---\n".join((ACCOUNT, verbs("get"), binding(), library, caller)))
        if at.rule == "missing-permission"
    ]
    assert len(found) == 1
    assert found[0].source.text[found[0].span.start : found[0].span.end] == "make"


def test_who_deletes_artifacts() -> None:
    spec = "artifactGC: {strategy: OnWorkflowCompletion, serviceAccountName: maker}"
    more = ", outputs: {artifacts: [{name: a, path: /a}]}"
    deed = run(action("get"), f"serviceAccountName: maker, {spec}", more)
    assert len(lacks(ACCOUNT, verbs("get"), binding(), deed)) == 2
    collecting = (
        "- {apiGroups: [argoproj.io], resources: [workflowartifactgctasks], verbs: [list, watch]}\n"
        "- {apiGroups: [argoproj.io], resources: [workflowartifactgctasks/status], verbs: [patch]}\n"
        "- {apiGroups: [batch], resources: [jobs], verbs: [get]}"
    )
    assert lacks(ACCOUNT, role(collecting), binding(), deed) == []
    kept = deed.replace("OnWorkflowCompletion", "Never")
    assert lacks(ACCOUNT, verbs("get"), binding(), kept) == []


@pytest.mark.parametrize(("name", "is_told"), [("makr", True), ("maker", False), ("builder", False)])
def test_a_slip_in_the_name_of_an_account(name: str, is_told: bool) -> None:
    found = rules(f"{ACCOUNT}---\n{run(action('get'), f'serviceAccountName: {name}')}")
    assert ("misspelt-service-account" in found) is is_told


def test_a_role_for_a_resource_in_the_wrong_group() -> None:
    found = [
        at.help
        for at in diagnostics("---\n".join((ACCOUNT, verbs("create", group="''"), binding(), run(action("create")))))
        if at.rule == "missing-permission"
    ]
    assert found == ["`jobs` belong to the group `batch`: write `apiGroups: [batch]`"]
