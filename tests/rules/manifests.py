"""Small manifests, written in one line each, for tests of objects and their arguments."""

from __future__ import annotations

from tests.rules.support import workflow

MAIN = "- name: main\n  container: {image: busybox}\n"
TAKES = "- name: main\n  inputs: {{parameters: [{{name: a{}}}]}}\n  container: {{image: busybox}}\n"
HEAD = "apiVersion: argoproj.io/v1alpha1\nkind: {}\nmetadata: {}\nspec:\n"
LEAF = "- name: leaf\n  inputs: {parameters: [{name: t, default: x}]}\n  suspend: {}\n"
TAKING_LIBRARY = """\
  entrypoint: main
  onExit: main
  arguments: {parameters: [{name: a, value: v}]}
  templates: [{name: main, inputs: {parameters: [{name: a}]}, suspend: {}}]
---
"""


def calling(body: str) -> str:
    """Templates: `main` with this body, and one that it may call."""
    return f"- name: main\n  {body}\n{LEAF}"


def library(spec: str = "", *, name: str = "{name: lib}", kind: str = "WorkflowTemplate") -> str:
    templates = "  templates: [{name: main, container: {image: busybox}}, {name: end, suspend: {}}]\n---\n"
    return HEAD.format(kind, name) + spec + templates


def user(
    spec: str = "  workflowTemplateRef: {name: lib}\n", *, name: str = "{name: user}", kind: str = "Workflow"
) -> str:
    return HEAD.format(kind, name) + spec


def cron(spec: str, workflow_spec: str = "") -> str:
    return (
        HEAD.format("CronWorkflow", "{name: nightly}")
        + spec
        + "\n  workflowSpec:\n    entrypoint: main\n"
        + workflow_spec
        + "    templates: [{name: main, container: {image: busybox}}]\n"
    )


def parameters(items: str) -> str:
    return workflow(MAIN, f"arguments: {{parameters: [{items}]}}\n")


def artifacts(items: str) -> str:
    return workflow(MAIN, f"arguments: {{artifacts: [{items}]}}\n")
