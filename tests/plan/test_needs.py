"""What a run expects to find on the cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from argolint.plan.document import Plan

RUN = """\
kind: Workflow
metadata: {generateName: run-}
spec:
  entrypoint: main
  imagePullSecrets: [{name: registry}]
  artifactRepositoryRef: {configMap: repositories, key: s3}
  volumes:
  - {name: keys, secret: {secretName: keys}}
  - {name: data, persistentVolumeClaim: {claimName: data}}
  - {name: both, projected: {sources: [{configMap: {name: settings}}, {secret: {name: keys, optional: true}}]}}
  templates:
  - name: main
    steps:
    - - {name: far, templateRef: {name: lib, template: work}}
  - name: unused
    container: {image: "busybox:1.37", command: [date], envFrom: [{secretRef: {name: nobody-asks}}]}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: lib}
spec:
  templates:
  - name: work
    memoize: {key: a, maxAge: 1h, cache: {configMap: {name: made-by-argo}}}
    inputs:
      artifacts:
      - name: code
        path: /code
        git: {repo: "https://example.test/a.git", passwordSecret: {name: git, key: password}}
    container:
      image: busybox:1.37
      command: [date]
      env:
      - {name: A, valueFrom: {secretKeyRef: {name: token, key: k}}}
      - {name: B, valueFrom: {configMapKeyRef: {name: flags, key: k, optional: true}}}
      volumeMounts: [{name: keys, mountPath: /k}, {name: data, mountPath: /d}, {name: both, mountPath: /b}]
"""


def _needs(plan: Plan) -> list[tuple[Any, ...]]:
    (run,) = (run for run in plan.program if run["object"]["kind"] == "Workflow")
    return [(at["kind"], at["name"], at["optional"], at["source"]["line"]) for at in run["needs"]]


def test_what_the_run_and_the_templates_on_its_way_name(plan_of: Callable[..., Plan]) -> None:
    assert _needs(plan_of(RUN)) == [
        ("ConfigMap", "flags", True, 36),
        ("ConfigMap", "repositories", False, 7),
        ("ConfigMap", "settings", False, 11),
        ("PersistentVolumeClaim", "data", False, 10),
        ("Secret", "git", False, 30),
        ("Secret", "keys", False, 9),
        ("Secret", "registry", False, 6),
        ("Secret", "token", False, 35),
    ]
