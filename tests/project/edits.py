"""A small workspace in which everything leans on something in another file, and random edits of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

START = {
    "library/greet.yaml": """\
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: greet
spec:
  entrypoint: hello
  arguments:
    parameters:
    - name: who
      value: world
  templates:
  - name: hello
    inputs:
      parameters:
      - name: who
      - name: greeting
        default: Hello
    outputs:
      parameters:
      - name: said
        valueFrom: {path: /tmp/said}
    container:
      image: busybox:1.36
      command: [echo, "{{inputs.parameters.greeting}} {{inputs.parameters.who}} {{workflow.parameters.town}}"]
  - name: twice
    dag:
      tasks:
      - name: one
        template: hello
        arguments: {parameters: [{name: who, value: one}]}
      - name: two
        depends: one.Succeeded
        templateRef: {name: other, template: hello}
        arguments: {parameters: [{name: who, value: "{{tasks.one.outputs.parameters.said}}"}]}
""",
    "library/other.yaml": """\
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: other
spec:
  templates:
  - name: hello
    inputs:
      parameters: [{name: who}]
    outputs:
      parameters: [{name: said, value: "{{inputs.parameters.who}}"}]
    suspend: {}
---
apiVersion: argoproj.io/v1alpha1
kind: ClusterWorkflowTemplate
metadata:
  name: wide
spec:
  templates:
  - name: far
    steps:
    - - name: call
        templateRef: {name: greet, template: hello}
        arguments: {parameters: [{name: who, value: "{{workflow.name}}"}]}
""",
    "runs/greet.yaml": """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: greet-
spec:
  workflowTemplateRef: {name: greet}
  serviceAccountName: runner
  arguments:
    parameters:
    - name: town  # argolint: ignore[undeclared-run-argument] it is read
      value: Bern
""",
    "runs/steps.yaml": """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: steps-
spec:
  entrypoint: main
  serviceAccountName: runner
  synchronization:
    semaphores:
    - configMapKeyRef: {name: settings, key: limit}
  templates:
  - name: main
    steps:
    - - name: first
        templateRef: {name: greet, template: twice}
      - name: second
        templateRef: {name: wide, template: far, clusterScope: true}
    - - name: third
        templateRef: {name: gret, template: helo}
      - name: fourth
        templateRef: {name: greet, template: hello}  # argolint: ignore[missing-argument]
        arguments:
          parameters:
          - name: who
            valueFrom: {configMapKeyRef: {name: settings, key: who}}
""",
    "runs/submit.yaml": """\
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
spec:
  schedules: ["0 1 * * *"]
  workflowSpec:
    entrypoint: main
    templates:
    - name: main
      resource:
        action: create
        manifest: |
          apiVersion: argoproj.io/v1alpha1
          kind: Workflow
          metadata: {generateName: inner-}
          spec:
            workflowTemplateRef: {name: greet}
            arguments: {parameters: [{name: whom, value: x}]}
""",
    "around/settings.yaml": """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  labels: {workflows.argoproj.io/configmap-type: Parameter}
data:
  limit: "2"
  who: me
""",
    "around/rights.yaml": """\
apiVersion: v1
kind: ServiceAccount
metadata: {name: runner}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: running}
rules:
- {apiGroups: [argoproj.io], resources: [workflowtaskresults], verbs: [create, patch]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: running}
subjects: [{kind: ServiceAccount, name: runner}]
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: running}
""",
}  # fmt: skip

WORDS = (
    "greet", "other", "wide", "hello", "twice", "far", "main", "who", "greeting", "said", "town", "settings", "limit",
    "runner", "running", "gret", "inner-", "nightly", "{{inputs.parameters.who}}", "WorkflowTemplate", "Workflow",
    "ClusterWorkflowTemplate", "ConfigMap", "Role", "RoleBinding", "ServiceAccount", "create", "Succeeded",
)  # fmt: skip
_LINES = (
    "  # argolint: ignore-file[names]",
    "# argolint: ignore[unknown-template-ref] elsewhere",
    "  namespace: ci",
    "  name: greet",
    "  name: '{{name}}'",
    "---",
    "    broken: [",
    "  onExit: hello",
    "  serviceAccountName: runer",
    "  workflowTemplateRef: {name: other}",
)
_WORD = re.compile(r"[\w{}.-]+")


def edit(texts: dict[str, str], random: Random) -> None:
    """Change one thing in one file, or which files there are."""
    _EDITS[random.randrange(len(_EDITS))](texts, random)


def _replace_word(texts: dict[str, str], random: Random) -> None:
    path = _path(texts, random)
    found = [match for match in _WORD.finditer(texts[path]) if match[0] in WORDS]
    if found:
        match = random.choice(found)
        texts[path] = texts[path][: match.start()] + random.choice(WORDS) + texts[path][match.end() :]


def _rename_everywhere(texts: dict[str, str], random: Random) -> None:
    path, old, new = _path(texts, random), random.choice(WORDS), random.choice(WORDS)
    texts[path] = re.sub(rf"\b{re.escape(old)}\b", lambda _: new, texts[path])


def _insert_line(texts: dict[str, str], random: Random) -> None:
    path = _path(texts, random)
    lines = texts[path].split("\n")
    lines.insert(random.randrange(len(lines) + 1), random.choice(_LINES))
    texts[path] = "\n".join(lines)


def _delete_line(texts: dict[str, str], random: Random) -> None:
    path = _path(texts, random)
    lines = texts[path].split("\n")
    del lines[random.randrange(len(lines))]
    texts[path] = "\n".join(lines)


def _type_character(texts: dict[str, str], random: Random) -> None:
    path = _path(texts, random)
    at = random.randrange(len(texts[path]) + 1)
    texts[path] = texts[path][:at] + random.choice("x :\n-[{'\"#é😀") + texts[path][at:]


def _restore(texts: dict[str, str], random: Random) -> None:
    path = random.choice(list(START))
    texts[path] = START[path]


def _remove_file(texts: dict[str, str], random: Random) -> None:
    if len(texts) > 3:
        del texts[_path(texts, random)]


def _copy_file(texts: dict[str, str], random: Random) -> None:
    if len(texts) < 10:
        texts[f"{random.choice(['library', 'runs', 'new'])}/{random.randrange(9)}.yaml"] = texts[_path(texts, random)]


def _path(texts: dict[str, str], random: Random) -> str:
    return random.choice(list(texts))


_EDITS = (
    _replace_word, _replace_word, _replace_word, _replace_word, _rename_everywhere, _rename_everywhere, _insert_line,
    _delete_line, _type_character, _restore, _restore, _remove_file, _copy_file,
)  # fmt: skip
