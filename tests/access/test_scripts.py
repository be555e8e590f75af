"""Calls of kubectl in scripts and on command lines."""

from __future__ import annotations

import json

import pytest

from tests.access.resource_cases import CUSTOM_KINDS
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


@pytest.mark.parametrize(
    ("source", "needs"),
    [
        ("kubectl get pods -n there", {"list pods @there"}),
        ("kubectl -n there get pod web", {"get pods web @there"}),
        ("kubectl get pods -n {{workflow.namespace}}", {"list pods @here"}),
        ("kubectl get pod {{inputs.parameters.x}}", {"get pods @here"}),
        ("kubectl get cm,secret one", {"get configmaps one @here", "get secrets one @here"}),
        ("kubectl get pods -w", {"list,watch pods @here"}),
        ("kubectl get nodes", {"list nodes @*"}),
        ("kubectl get wd x -o yaml", {"get widgets.example.test x @here"}),
        ("kubectl get pods --all-namespaces", {"list pods @*"}),
        ("if kubectl get pod a; then :; fi", {"get pods a @here"}),
        ("X=$(kubectl get pod a -o name)", {"get pods a @here"}),
        ("X=`kubectl get pod a`", {"get pods a @here"}),
        ('echo "now: $(kubectl get pod a)"', {"get pods a @here"}),
        ("A=1 /usr/bin/kubectl get pod a", {"get pods a @here"}),
        ("cd x && kubectl get pod a | grep y", {"get pods a @here"}),
        ("kubectl get \\\n  pod a >out.txt 2>&1", {"get pods a @here"}),
        ("echo kubectl get pods", set()),
        ("# kubectl get pods", set()),
        ("cat <<EOF\nkubectl get pods\nEOF\nkubectl get pod a", {"get pods a @here"}),
        ("echo 'kubectl get pods; kubectl get pods'", set()),
        ("kubectl describe pod a", {"get pods a @here"}),
        ("kubectl delete job a --wait=false", {"delete jobs.batch a @here"}),
        ("kubectl delete job -l app=x", {"delete,list jobs.batch @here"}),
        ("kubectl label pod a x=y z-", {"get,patch pods a @here"}),
        ("kubectl annotate pods --all x=y", {"list,patch pods @here"}),
        ("kubectl patch cm a -p '{\"data\": {}}'", {"get,patch configmaps a @here"}),
        ("kubectl scale deploy/web --replicas=2",
         {"get deployments.apps web @here", "patch deployments/scale.apps web @here"}),
        ("kubectl rollout restart deployment web", {"get,patch deployments.apps web @here"}),
        ("kubectl rollout status deployment/web", {"get,list,watch deployments.apps web @here"}),
        ("kubectl set image deploy/web c=img:2", {"get,patch deployments.apps web @here"}),
        ("kubectl logs -f web-0", {"get pods web-0 @here", "get pods/log web-0 @here"}),
        ("kubectl logs job/a", {"get jobs.batch a @here", "get,list pods @here", "get pods/log @here"}),
        ("kubectl logs -l app=x", {"list pods @here", "get pods/log @here"}),
        ("kubectl exec -it web-0 -- kubectl get nodes", {"get pods web-0 @here", "create,get pods/exec web-0 @here"}),
        ("kubectl cp web-0:/x y", {"get pods web-0 @here", "create,get pods/exec web-0 @here"}),
        ("kubectl wait --for=condition=complete --timeout=9s job/a", {"get,list,watch jobs.batch a @here"}),
        ("kubectl create configmap a --from-literal=x=y", {"create configmaps @here"}),
        ("kubectl create secret generic a", {"create secrets @here"}),
        ("kubectl create token robot", {"create serviceaccounts/token robot @here"}),
        ("kubectl create cm a --dry-run=client -o yaml", set()),
        ("kubectl run a --image=x", {"create pods @here"}),
        ("kubectl version; kubectl config view; kubectl auth can-i get pods", set()),
    ],
)  # fmt: skip
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


def test_other_languages_are_not_read() -> None:
    assert shown(derived(script("kubectl get pods", "python3"))) == set()


def test_the_line_of_the_call_is_told() -> None:
    lines = "script:", "  image: alpine", "  command: [sh]", "  source: |", "    set -e", "    kubectl get pods"
    text = HEAD + "".join(f"    {line}\n" for line in lines)
    (permission,) = (at for at in derived(text).permissions if at.resource == "pods")
    assert permission.because[0].line == len(text.splitlines())
