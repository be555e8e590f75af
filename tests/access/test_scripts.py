"""Calls of kubectl in scripts and on command lines."""

from __future__ import annotations

import json

import pytest

from tests.access.resource_cases import CUSTOM_KINDS
from tests.access.script_cases import ARGO, MANIFESTS, SCRIPTS
from tests.access.support import derived, shown

HEAD = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: a, namespace: here}
spec:
  entrypoint: main
  templates:
  - name: main
"""


def script(source: str, command: str = "bash") -> str:
    """A workflow with a script."""
    return f"{HEAD}    script: {{image: alpine, command: [{command}], source: {json.dumps(source)}}}\n"


@pytest.mark.parametrize(("source", "needs"), (*SCRIPTS, *MANIFESTS, *ARGO))
def test_what_a_script_needs(source: str, needs: set[str]) -> None:
    found = derived(script(source), CUSTOM_KINDS)
    assert shown(found) == needs
    assert not found.remarks
    assert all(at.likely for at in found.permissions if at.resource != "workflowtaskresults")


@pytest.mark.parametrize(
    ("source", "remark"),
    [
        ("kubectl apply -f x.yaml", "on the objects in the files"),
        ("sed s/a/b/ <<EOF | kubectl create -f -\nkind: X\nEOF", "on the objects in the files"),
        ("cat x | kubectl create -f -", "on the objects in the files"),
        ("cat >$X <<EOF\nkind: X\nEOF\nkubectl create -f $X", "on the objects in the files"),
        ("echo a >x <<EOF\nkind: X\nEOF\nsed a >x\nkubectl create -f x", "on the objects in the files"),
        ("cat <<EOF || kubectl create -f -\nkind: X\nEOF", "on the objects in the files"),
        ("kubectl create -f - <<EOF\n$OBJECT\nEOF", "its manifest is known only when it runs"),
        ("kubectl create -f - <<EOF\napiVersion: v1\nkind: $KIND\nEOF", "kind of its object is known only when"),
        (
            "kubectl create -f - <<EOF\napiVersion: v1\nkind: Pod\nmetadata: {namespace: $NS}\nEOF",
            "namespace of its object is known only when it runs",
        ),
        ("kubectl create -f - -n $NS <<EOF\nkind: X\nEOF", "namespace that is known only when it runs"),
        ("kubectl get pods -n $NS", "namespace that is known only when it runs"),
        ("kubectl $VERB pods", "is known only when it runs"),
        ("kubectl get $KIND", "is not known here"),
        ("kubectl get thing", "is not known here"),
        ("kubectl drain node", "is not known here"),
        ("kubectl --context x get pods", "other credentials"),
        ("argo $VERB", "is known only when it runs"),
        ("argo list -n $NS", "namespace that is known only when it runs"),
        ("argo archive list", "asks an Argo Server"),
        ("argo --token x list", "other credentials"),
        ("argo frobnicate", "is not known here"),
    ],
)
def test_what_a_script_leaves_open(source: str, remark: str) -> None:
    found = derived(script(f"set -e\n{source}"))
    assert shown(found) == set()
    (said,) = found.remarks
    assert remark in said.message


def test_tags_in_a_manifest_count_as_far_as_they_are_known() -> None:
    manifest = "apiVersion: v1\nkind: '{{workflow.parameters.kind}}'\nmetadata: {name: a, namespace: there}\n"
    text = script(f"kubectl delete -f - <<EOF\n{manifest}EOF")
    known = text.replace("spec:", "spec:\n  arguments: {parameters: [{name: kind, value: Secret}]}", 1)
    assert shown(derived(known)) == {"delete secrets a @there"}
    (said,) = derived(known).remarks
    assert "with the values of these files it is `Secret`" in said.message
    unknown = text.replace("spec:", "spec:\n  arguments: {parameters: [{name: kind}]}", 1)
    assert shown(derived(unknown)) == set()


@pytest.mark.parametrize(
    "container",
    [
        "{image: alpine, command: [kubectl, get, pods]}",
        "{image: alpine, command: [kubectl], args: [get, pods]}",
        "{image: 'bitnami/kubectl:1.30', args: [get, pods]}",
        "{image: alpine, command: [sh, -c], args: [kubectl get pods]}",
        "{image: alpine, command: [sh, -c, 'kubectl get pods']}",
    ],
)
def test_command_lines(container: str) -> None:
    assert shown(derived(f"{HEAD}    container: {container}\n")) == {"list pods @here"}


def test_what_a_submitted_file_refers_to_is_left_open() -> None:
    found = derived(script("argo submit x.yaml"))
    assert shown(found) == {"create workflows.argoproj.io @here"}
    (said,) = found.remarks
    assert "`get` on the templates in other objects" in said.message


def test_an_image_of_argo_starts_it() -> None:
    container = "{image: 'quay.io/argoproj/argocli:v4.1.2', args: [list]}"
    assert shown(derived(f"{HEAD}    container: {container}\n")) == {"list workflows.argoproj.io @here"}


def test_a_container_without_a_token_is_nobody() -> None:
    text = script("kubectl get pods").replace("  entrypoint", "  automountServiceAccountToken: false\n  entrypoint")
    assert shown(derived(text)) == set()


def test_other_languages_are_not_read() -> None:
    assert shown(derived(script("kubectl get pods", "python3"))) == set()


def test_the_line_of_the_call_is_told() -> None:
    lines = "script:", "  image: alpine", "  command: [sh]", "  source: |", "    set -e", "    kubectl get pods"
    text = HEAD + "".join(f"    {line}\n" for line in lines)
    (permission,) = (at for at in derived(text).permissions if at.resource == "pods")
    assert permission.because[0].line == len(text.splitlines())
