"""What workflows need, derived from their text."""

from __future__ import annotations

import pytest

from tests.access.account_cases import ACCOUNTS, HEAD, POD, READS, RESOURCE, RESULTS, spec
from tests.access.resource_cases import CASES, CUSTOM_KINDS, Case
from tests.access.support import derived, shown


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_resource_template(case: Case) -> None:
    found = derived(case.workflow(), CUSTOM_KINDS)
    assert shown(found) == set(case.needs)
    remarks = [at.message for at in found.remarks]
    assert len(remarks) == bool(case.remark), remarks
    assert all(case.remark in remark for remark in remarks)
    assert RESULTS in shown(found, account="worker", reporting=True)


@pytest.mark.parametrize(("text", "needs"), ACCOUNTS)
def test_accounts(text: str, needs: dict[str, set[str]]) -> None:
    found = derived(text)
    assert {at.name: shown(found, account=at.name, reporting=True) for at in found.accounts()} == needs


LIBRARY = """\
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: lib, namespace: here}
spec:
  entrypoint: calls
  serviceAccountName: librarian
  templates:
  - name: calls
    steps: [[{name: a, template: reads}], [{name: b, templateRef: {name: far, template: deep, clusterScope: true}}]]
  - name: reads
    resource: {action: get, manifest: '{apiVersion: v1, kind: ConfigMap, metadata: {name: one}}'}
---
apiVersion: argoproj.io/v1alpha1
kind: ClusterWorkflowTemplate
metadata: {name: far}
spec:
  templates:
  - name: deep
    resource: {action: get, manifest: '{apiVersion: v1, kind: Secret, metadata: {name: two}}'}
"""
DEEP = {READS, "get secrets two @here"}


def test_calls_into_other_objects_act_as_the_account_of_the_run() -> None:
    ref = "{name: lib, template: calls}"
    found = derived(spec("serviceAccountName: a", main=f"dag: {{tasks: [{{name: a, templateRef: {ref}}}]}}"), LIBRARY)
    assert [at.name for at in found.accounts()] == ["a"]
    assert shown(found) == DEEP
    assert not found.remarks
    assert {at.file for one in found.permissions for at in one.because} == {"1.yaml"}


def test_a_workflow_that_runs_a_whole_template_has_its_account() -> None:
    found = derived(f"{HEAD}spec: {{workflowTemplateRef: {{name: lib}}}}\n", LIBRARY)
    assert [at.name for at in found.accounts()] == ["librarian"]
    assert shown(found) == DEEP


def test_a_library_that_nobody_calls_can_be_run_by_itself() -> None:
    found = derived(LIBRARY)
    assert [at.name for at in found.accounts()] == ["librarian"]
    assert shown(found) == DEEP


def test_what_is_not_among_the_files_is_said() -> None:
    found = derived(spec(main="steps: [[{name: a, templateRef: {name: lib, template: x}}]]"))
    assert [at.message for at in found.remarks] == ["the template that is called is not among these files"]
    assert not found.permissions


def test_a_template_chosen_at_run_time_may_be_each() -> None:
    found = derived(spec(main='steps: [[{name: a, template: "{{=workflow.uid}}"}]]', other=RESOURCE))
    assert READS in shown(found)
    assert len(found.remarks) == 1


def test_a_delete_that_would_hang_gets_all_that_waiting_needs() -> None:
    delete = RESOURCE.replace("action: get", "action: delete")
    both = "steps: [[{name: a, template: reads}], [{name: b, template: deletes}]]"
    assert shown(derived(spec(main=both, reads=RESOURCE, deletes=delete))) == {
        "delete,get,list,watch configmaps one @here"
    }
    quick = delete.replace("delete,", "delete, flags: [--wait=false],")
    assert shown(derived(spec(main=both, reads=RESOURCE, deletes=quick))) == {"delete,get configmaps one @here"}
    other = delete.replace("one", "two")
    assert shown(derived(spec(main=both, reads=RESOURCE, deletes=other))) == {
        READS, "delete configmaps two @here",
    }  # fmt: skip


def test_a_permission_on_all_objects_stands_for_those_on_some() -> None:
    tagged = RESOURCE.replace("one", '"{{workflow.uid}}"')
    found = derived(spec(main="steps: [[{name: a, template: b}, {name: c, template: d}]]", b=RESOURCE, d=tagged))
    assert shown(found) == {"get configmaps @here"}
    (permission,) = (at for at in found.permissions if at.resource == "configmaps")
    assert len(permission.because) == 2


def test_secrets_with_tokens_are_said() -> None:
    for text in (
        spec("executor: {serviceAccountName: e}", main=POD),
        spec("serviceAccountName: e", main="http: {url: x}"),
    ):
        assert [at.message for at in derived(text).remarks] == [
            "the Secret `e.service-account-token` must be there: its token is used here"
        ]


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("create", set()),
        ("apply", {"delete"}),
        ("replace", {"delete"}),
        ("patch", {"delete"}),
        ("patch-json", {"delete"}),
    ],
)
def test_rights_to_set_owners_where_the_cluster_asks_for_them(name: str, more: set[str]) -> None:
    case = next(at for at in CASES if at.name == name)
    text = case._replace(fields=f"{case.fields}; setOwnerReference: true").workflow()
    (said,) = derived(text).remarks
    assert "OwnerReferencesPermissionEnforcement" in said.message
    found = derived(text, owners=True)
    assert not found.remarks
    added = {(at.full_resource, at.name, at.verb) for at in found.permissions} - {
        (at.full_resource, at.name, at.verb) for at in derived(case.workflow()).permissions
    }
    assert added == {("workflows/finalizers", "", "update"), *(("configmaps", "one", verb) for verb in more)}
