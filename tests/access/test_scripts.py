"""Calls of kubectl in scripts and on command lines."""

from __future__ import annotations

import json

import pytest

from tests.access.resource_cases import CUSTOM_KINDS
from tests.access.script_cases import SCRIPTS
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


@pytest.mark.parametrize(("source", "needs"), SCRIPTS)
def test_what_a_script_needs(source: str, needs: set[str]) -> None:
    found = derived(script(source), CUSTOM_KINDS)
    assert shown(found) == needs
    assert not found.remarks
    assert all(at.likely for at in found.permissions if at.resource != "workflowtaskresults")


@pytest.mark.parametrize(
    ("source", "remark"),
    [
        ("kubectl apply -f x.yaml", "on the objects in the files"),
        ("kubectl create -f - <<EOF\nkind: X\nEOF", "on the objects in the files"),
        ("kubectl get pods -n $NS", "namespace that is known only when it runs"),
        ("kubectl $VERB pods", "is known only when it runs"),
        ("kubectl get $KIND", "is not known here"),
        ("kubectl get thing", "is not known here"),
        ("kubectl drain node", "is not known here"),
        ("kubectl --context x get pods", "other credentials"),
    ],
)
def test_what_a_script_leaves_open(source: str, remark: str) -> None:
    found = derived(script(f"set -e\n{source}"))
    assert shown(found) == set()
    (said,) = found.remarks
    assert remark in said.message


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
