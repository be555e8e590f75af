"""Traps of the manifests of resource templates."""

from __future__ import annotations

from textwrap import dedent, indent

import pytest

from tests.rules.support import diagnostics

OURS = {
    "delete-with-condition", "doubtful-submission", "flag-in-one-piece", "incomplete-manifest",
    "invalid-manifest-metadata", "invalid-patch", "invalid-submission", "manifest-refused",
    "manifest-unknown-field", "manifest-without-name", "manifest-wrong-type", "owner-out-of-reach",
    "several-manifest-objects", "strategic-patch-of-custom-resource", "unknown-manifest-kind",
    "wrong-manifest-version",
}  # fmt: skip
WORD = "{{inputs.parameters.word}}"
HEAD = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: t-, namespace: argo}
spec:
  entrypoint: main
  serviceAccountName: maker
  arguments: {parameters: [{name: word, value: blue}]}
  templates:
    - name: main
      inputs: {parameters: [{name: word}]}
      resource:
"""


def told(resource: str, manifest: str | None = None) -> list[tuple[str, str]]:
    """Rule and underlined text of each finding of ours."""
    text = HEAD + indent(dedent(resource).strip() + "\n", " " * 8)
    if manifest is not None:
        text += " " * 8 + "manifest: |\n" + indent(dedent(manifest).strip("\n") + "\n", " " * 10)
    found = [at for at in diagnostics(text) if at.rule in OURS or at.rule == "internal-error"]
    return [(at.rule, at.source.text[at.span.start : at.span.end]) for at in found]


CONFIG = """
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
"""


def submitted(spec: str) -> str:
    """A manifest that submits a Workflow."""
    head = "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {generateName: a-}\nspec:\n"
    return head + indent(dedent(spec).strip(), "  ")


PODS = "[{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: a, image: a}]}}]"
SERVICE = "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n"
WHAT_MAY_BE_RIGHT = {
    "target by flags": ("action: get\nflags: [pods, -l, app=shop]", None),
    "unknown action": (f"action: '{WORD}'", "a: b"),
    "a tag in quotes is the manifest": ("action: create", f"'{WORD}'"),
    "a tag is the manifest": ("action: create", WORD),
    "tags for parts": ("action: create", f"apiVersion: v1\nkind: '{WORD}'\nmetadata: '{WORD}'"),
    "a tag as key": ("action: create", f"{CONFIG}'{WORD}': x"),
    "a tag without quotes": ("action: create", f"{CONFIG}data: {{a: {WORD}}}"),
    "a tag for true": ("action: create", f"{CONFIG}immutable: {WORD}"),
    "an empty document": ("action: create", f"---\n# nothing here\n---{CONFIG}"),
    "directives of a strategic patch": (
        "action: patch",
        f"{SERVICE}spec: {{ports: [{{port: 80, $patch: delete}}]}}",
    ),
    "a patch is incomplete": (
        "action: patch\nmergeStrategy: merge",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {replicas: null}",
    ),
    "another server": (
        "action: patch",
        "apiVersion: route.openshift.io/v1\nkind: Route\nmetadata: {name: a}",
    ),
    "patch by flags": ("action: patch\nmergeStrategy: merge\nflags: [widget, blue]", "spec: {x: 1}"),
    "a list of one": ("action: create", f"apiVersion: v1\nkind: List\nitems: {PODS}"),
    "flags": ("action: get\nflags: [-n, other, --ignore-not-found=true]", CONFIG),
    "a Workflow of others": (
        "action: create",
        "apiVersion: serverlessworkflow.io/v1\nkind: Workflow\nmetadata: {name: a}",
    ),
    "a library known at run time": (
        "action: create",
        submitted(f"workflowTemplateRef: {{name: '{WORD}'}}\nentrypoint: any"),
    ),
    "a name known at run time": (
        "action: create",
        submitted(f"entrypoint: a\ntemplates:\n  - name: '{WORD}'\n    suspend: {{}}"),
    ),
    "templates known at run time": ("action: create", submitted(f"entrypoint: a\ntemplates: {WORD}")),
    "roles have any name": (
        "action: create",
        "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: 'system:a'}\nrules: []",
    ),
}


@pytest.mark.parametrize(("resource", "manifest"), WHAT_MAY_BE_RIGHT.values(), ids=WHAT_MAY_BE_RIGHT.keys())
def test_what_may_be_right(resource: str, manifest: str | None) -> None:
    assert told(resource, manifest) == []


JSON = '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "data": {"b": 1}}'
REMOVE = "[{op: remove, path: /a}]"
BY_FLAGS = "action: patch\nmergeStrategy: json\nflags: [a, b]\n"
OWNED = "action: create\nsetOwnerReference: true"


@pytest.mark.parametrize(
    ("resource", "manifest", "rule", "at"),
    [
        ("action: create", f"{CONFIG}data: {{a: 1}}", "manifest-wrong-type", "1"),
        ("action: create", f"{CONFIG}immutable: '{WORD}'", "manifest-wrong-type", f"'{WORD}'"),
        ("action: create", JSON, "manifest-wrong-type", "1"),
        ("action: create", f"{CONFIG}dta: {{}}", "manifest-unknown-field", "dta"),
        ("action: replace", CONFIG.replace("name:", "generateName:"), "manifest-without-name", "settings"),
        ("action: create", CONFIG.replace("settings", "A"), "invalid-manifest-metadata", "A"),
        ("action: create", f"{CONFIG}---{CONFIG}", "several-manifest-objects", "apiVersion"),
        (f"{BY_FLAGS}setOwnerReference: true", REMOVE, "invalid-patch", "setOwnerReference"),
        ("action: patch", REMOVE, "invalid-patch", "op"),
        (OWNED, CONFIG.replace("settings", "a, namespace: b"), "owner-out-of-reach", "setOwnerReference"),
        (f"action: get\nflags: ['--namespace {WORD}']", CONFIG, "flag-in-one-piece", f"'--namespace {WORD}'"),
    ],
)
def test_mistakes_and_their_places(resource: str, manifest: str, rule: str, at: str) -> None:
    assert told(resource, manifest) == [(rule, at)]


def test_places_in_quoted_and_folded_manifests() -> None:
    folded = '"apiVersion: v1\\nkind: ConfigMap\\nmetadata: {name: a}\\n\\\n  data: {b: 12}\\n"'
    assert told(f"action: create\nmanifest: {folded}") == [("manifest-wrong-type", "12")]


def test_findings_about_what_is_submitted_stand_at_their_place() -> None:
    manifest = """
    apiVersion: argoproj.io/v1alpha1
    kind: Workflow
    metadata: {generateName: "{{inputs.parameters.word}}-"}
    spec:
      entrypoint: main
      templates:
        - name: main
          steps:
            - - {name: a, template: othr}
        - name: other
          suspnd: {}
    """
    assert ("invalid-submission", "othr") in told("action: create", manifest)
    assert ("doubtful-submission", "suspnd") in told("action: create", manifest)
    assert told("action: get", manifest.replace("generateName", "name")) == []


JOB = "apiVersion: batch/v1\nkind: Job\nmetadata: {name: a}"
CONDITIONS = {"condition-never-met", "invalid-resource-condition"}


def condition_told(condition: str, manifest: str = JOB) -> list[tuple[str, str]]:
    """Rule and underlined text of each finding about a condition."""
    text = f"{HEAD}        action: get\n        successCondition: {condition}\n        manifest: |\n"
    found = diagnostics(text + indent(manifest, " " * 10))
    return [(at.rule, at.source.text[at.span.start : at.span.end]) for at in found if at.rule in CONDITIONS]


@pytest.mark.parametrize(
    "condition",
    [
        "status.succeeded > 2, status.failed < 1",
        "status.conditions.0.status in (True, Unknown)",
        "'!status.anything'",
        "status.nothing != some",
        "metadata.labels.app == shop",
        "status.succeeded > {{workflow.uid}}",
        f"'{WORD}'",
        "status.succeeded > {{=asInt(inputs.parameters.word)}}",
        "status.succeeded {{workflow.status}} 1",
    ],
)
def test_conditions_that_may_be_met(condition: str) -> None:
    assert condition_told(condition) == []


@pytest.mark.parametrize(
    ("condition", "rule", "at"),
    [
        ("status.phase == 'Bound'", "invalid-resource-condition", "'Bound'"),
        ("status.a == 1 && status.b == 1", "invalid-resource-condition", "&&"),
        ("status.phase == {{workflow.uid}}, status.failed >= 1", "invalid-resource-condition", None),
        ("status.suceeded > 1", "condition-never-met", "suceeded"),
        ("status.conditions.type == Complete", "condition-never-met", "type"),
    ],
)
def test_conditions_that_are_never_met(condition: str, rule: str, at: str | None) -> None:
    assert condition_told(condition) == [(rule, condition if at is None else at)]


@pytest.mark.parametrize(("phase", "is_told"), [("Succeeded", False), ("Completed", True)])
def test_phases(phase: str, is_told: bool) -> None:
    for kind in ("apiVersion: v1\nkind: Pod", "apiVersion: argoproj.io/v1alpha1\nkind: Workflow"):
        assert bool(condition_told(f"status.phase in ({phase})", f"{kind}\nmetadata: {{name: a}}")) is is_told
