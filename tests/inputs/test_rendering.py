"""Charts and overlays are checked as the real Helm and the real Kustomize (that of kubectl) render them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cluster.build import programs
from tests.inputs.build import helm

pytestmark = pytest.mark.cluster

CHECKOUT = Path(__file__).parents[2]
CHART = "apiVersion: v2\nname: flows\nversion: 0.1.0\n"
VALUES = "image: busybox:1.37\ngreetings: [hello, bye]\n"
HELPERS = '{{- define "flows.labels" -}}\napp: {{ .Chart.Name }}\n{{- end }}\n'
FLOW = """\
{{- range .Values.greetings }}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: {{ . }}
  labels:
    {{- include "flows.labels" $ | nindent 4 }}
spec:
  entrypoint: main
  templates:
    - name: main
      inputs:
        parameters:
          - name: who
            value: {{ . | quote }}
      container:
        image: {{ $.Values.image }}
        command: [echo, "{{`{{inputs.parameters.who}}`}}"]
{{- end }}
"""
BASE = """\
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: build
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: busybox:1.37
        command: [date]
"""
PATCH = """\
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: build
spec:
  entrypoint: ENTRYPOINT
"""


class Outcome(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture
def check(tmp_path: Path) -> object:
    """Runs `argolint check` in a folder, with the real programs on the search path."""
    if not helm().exists():
        pytest.skip("Helm is not built: python -m tests.inputs.build")
    if not programs().testbed.exists():
        pytest.skip("the testbed, whose kubectl has Kustomize, is not built: python -m tests.cluster.build")
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "helm").symlink_to(helm())
    kubectl = tools / "kubectl"
    kubectl.write_text(f'#!/bin/sh\nexec "{programs().testbed}" kubectl "$@"\n')
    kubectl.chmod(0o755)
    folder = tmp_path / "work"
    folder.mkdir()

    def run(files: dict[str, str], *arguments: str) -> Outcome:
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "argolint", "check", "--format", "concise", "--isolated", *arguments],
            cwd=folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT), "PATH": f"{tools}:/usr/bin:/bin", "NO_COLOR": "1"},
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    return run


def chart(flow: str = FLOW) -> dict[str, str]:
    return {
        "flows/Chart.yaml": CHART,
        "flows/values.yaml": VALUES,
        "flows/templates/_helpers.tpl": HELPERS,
        "flows/templates/flow.yaml": flow,
    }


def test_a_good_chart_is_clean(check) -> None:
    assert check(chart(), "--helm") == (0, "All good: 2 objects in 1 file.\n", "")


def test_a_mistake_stands_in_the_template(check) -> None:
    flow = FLOW.replace("parameters.who}}", "parameters.whom}}").replace("entrypoint: main", "entrypoint: mein")
    status, out, _ = check(chart(flow), "--helm")
    lines = out.splitlines()
    assert status == 1
    assert lines[0].startswith("flows/templates/flow.yaml:10:15: error[unknown-entrypoint]: ")
    assert lines[1].startswith("flows/templates/flow.yaml:19:26: error[unknown-variable]: `{{inputs.parameters.whom}}`")
    assert lines[2:] == ["Found 2 errors in 1 file (2 objects)."]


def test_a_mistake_that_a_value_brings_stands_at_its_tag(check) -> None:
    status, out, _ = check({**chart(), "more.yaml": "image: [1]\n"}, "--helm", "--helm-values", "more.yaml", "flows")
    assert status == 1
    assert out.startswith("flows/templates/flow.yaml:18:16: error[wrong-type]: ")


def test_a_chart_that_fails_is_told_and_the_rest_is_checked(check) -> None:
    files = {
        **chart(FLOW.replace("quote }}", "nofunc }}")),
        "other.yaml": BASE.replace("main\n  templates", "x\n  templates"),
    }
    status, out, _ = check(files, "--helm")
    assert status == 1
    assert "flows/Chart.yaml:1:1: error[failed-rendering]: `helm template flows` failed: " in out
    assert 'function "nofunc" not defined' in out
    assert "other.yaml:6:15: error[unknown-entrypoint]" in out


def test_comments_in_templates_suppress(check) -> None:
    flow = FLOW.replace("entrypoint: main", "entrypoint: mein  # argolint: ignore[unknown-entrypoint] later")
    assert check(chart(flow), "--helm").status == 0


def overlay(entrypoint: str) -> dict[str, str]:
    return {
        "base/kustomization.yaml": "resources: [flow.yaml]\n",
        "base/flow.yaml": BASE,
        "prod/kustomization.yaml": "resources: [../base]\nnamePrefix: prod-\npatches: [{path: patch.yaml}]\n",
        "prod/patch.yaml": PATCH.replace("ENTRYPOINT", entrypoint),
    }


def test_an_overlay_is_checked_as_it_is_built(check) -> None:
    status, out, err = check(overlay("main"), "--kustomize")
    assert (status, out, err) == (0, "All good: 1 object in 1 file.\n", "")
    status, out, _ = check(overlay("nowhere"), "--kustomize")
    assert status == 1
    assert out.startswith("prod/kustomization.yaml (rendered):")
    assert "error[unknown-entrypoint]" in out


def test_an_overlay_that_fails_is_told(check) -> None:
    status, out, _ = check({"a/kustomization.yaml": "resources: [nowhere.yaml]\n", "b.yaml": BASE}, "--kustomize")
    assert status == 1
    assert "a/kustomization.yaml:1:1: error[failed-rendering]: `kubectl kustomize` failed: " in out


APPLICATIONS = """\
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: test
spec:
  source:
    path: flows
    helm:
      valuesObject:
        image: busybox@sha256:0
---
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata:
  name: overlays
spec:
  generators:
    - git:
        directories:
          - path: overlays/*
  template:
    metadata:
      name: "{{path.basename}}"
    spec:
      source:
        path: "{{path}}"
        kustomize:
          namePrefix: "x-"
"""


def test_the_folders_of_applications(check) -> None:
    kustomization = "resources: [../../base]\npatches:\n  - path: patch.yaml\n"
    files = {
        **chart(),
        "base/kustomization.yaml": "resources: [flow.yaml]\n",
        "base/flow.yaml": BASE,
        "overlays/a/kustomization.yaml": kustomization,
        "overlays/a/patch.yaml": PATCH.replace("ENTRYPOINT", "main"),
        "overlays/b/kustomization.yaml": kustomization,
        "overlays/b/patch.yaml": PATCH.replace("ENTRYPOINT", "gone"),
        "apps.yaml": APPLICATIONS,
    }
    outcome = check(files, "--argocd", "apps.yaml")
    assert outcome.err == ""
    lines = [line.split(": ")[:2] for line in outcome.out.splitlines()[:-1]]
    assert ["overlays/b/kustomization.yaml (rendered for b):6:15", "error[unknown-entrypoint]"] in lines
    assert ["flows/templates/flow.yaml:18:16", "warning[invalid-image]"] in lines
    assert not any("(rendered for a)" in line[0] for line in lines)


def test_a_chart_that_renders_to_nothing_is_no_mistake(check) -> None:
    status, out, err = check({**chart(""), "good.yaml": BASE}, "--helm")
    assert (status, err) == (0, "")
    assert out.startswith("All good: 1 object in ")


def test_what_is_told_without_helm_is_told_with_it(check) -> None:
    flow = FLOW.replace("entrypoint: main", "entrypoint: mein").replace("image: {{", "imagee: a\n        image: {{")
    alone = check(chart(flow), "--ignore", "helm-template", "flows/templates").out.splitlines()
    rendered = check(chart(flow), "--helm").out.splitlines()
    assert [line.split(" ")[1] for line in alone[:-1]] == ["error[unknown-entrypoint]:", "error[unknown-field]:"]
    places = {" ".join(line.split(" ")[:2]) for line in rendered}
    assert {" ".join(line.split(" ")[:2]) for line in alone[:-1]} <= places
