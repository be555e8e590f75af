"""Where volumes come from, for templates that run at home and elsewhere."""

from __future__ import annotations

from tests.rules.manifests import HEAD
from tests.rules.pods import told
from tests.rules.support import workflow

MOUNT = "container: {image: busybox, command: [date], volumeMounts: [{name: work, mountPath: /w}]}"
MOUNTING = f"- name: main\n  {MOUNT}\n"
CALL = "- name: main\n  steps: [[{name: a, templateRef: {name: lib, template: main}}]]\n"
CLAIM = (
    "volumeClaimTemplates: [{{metadata: {{name: {}}},"
    " spec: {{accessModes: [ReadWriteOnce], resources: {{requests: {{storage: {}}}}}}}}}]\n"
)
WORK = "volumes: [{name: work, emptyDir: {}}]\n"


def library(spec: str = "") -> str:
    """A WorkflowTemplate `lib` whose template `main` mounts a volume, and which nobody starts by itself."""
    return HEAD.format("WorkflowTemplate", "{name: lib}") + f"  {spec}  templates: [{{name: main, {MOUNT}}}]\n---\n"


def test_every_place_of_a_volume_counts() -> None:
    claims = CLAIM.format("work", "1")
    assert told(workflow(MOUNTING)) == ["undefined-volume"]
    assert not told(workflow(MOUNTING, WORK))
    assert not told(workflow(MOUNTING, claims))
    assert not told(workflow(MOUNTING + f"  {WORK}"))
    assert not told(workflow(MOUNTING, f"templateDefaults: {{{WORK.strip()}}}\n"))


def test_names_that_are_not_known_are_let_be() -> None:
    named = MOUNTING.replace("name: work", "name: '{{inputs.parameters.v}}'") + "  inputs: {parameters: [{name: v}]}\n"
    assert "undefined-volume" not in told(workflow(named, "arguments: {parameters: [{name: v}]}\n"))
    assert not told(workflow(MOUNTING, "volumes: [{name: '{{workflow.name}}', emptyDir: {}}]\n"))


def test_a_library_without_an_entrypoint_leaves_its_volumes_to_callers() -> None:
    assert not told(library())
    own = workflow(MOUNTING, kind="WorkflowTemplate")
    assert told(own) == ["volume-left-to-caller"]


def test_a_called_template_finds_the_callers_volumes_alone() -> None:
    assert told(library(WORK) + workflow(CALL)) == ["template-ref-needs-volume"]
    assert not told(library(WORK) + workflow(CALL, WORK))
    assert not told(library() + workflow(CALL, WORK))


def test_a_library_that_calls_another_one() -> None:
    calling = workflow(CALL, kind="WorkflowTemplate")
    assert told(library(WORK) + calling) == ["volume-left-to-caller"]
    assert not told(library(WORK) + workflow(CALL, WORK, kind="WorkflowTemplate"))


def test_volumes_come_along_with_a_whole_workflow_template() -> None:
    user = HEAD.format("Workflow", "{{name: user}}") + "  {}workflowTemplateRef: {{name: lib}}\n"
    start = "entrypoint: main\n  "
    assert not told(library(start + WORK) + user.format(""))
    assert "template-ref-needs-volume" not in told(library() + user.format(start + WORK + "  "))
    assert told(library() + user.format(start)) == ["template-ref-needs-volume"]


def test_a_lost_workflow_template_leaves_everything_open() -> None:
    user = HEAD.format("Workflow", "{name: user}") + "  workflowTemplateRef: {name: '{{x}}'}\n"
    assert "template-ref-needs-volume" not in told(user)


def test_a_set_mounts_for_its_containers() -> None:
    member = "{name: main, image: busybox, command: [date], volumeMounts: [{name: work, mountPath: /x}]}"
    shared = "volumeMounts: [{name: work, mountPath: /w}], "
    text = "- name: main\n  containerSet: {{{}containers: [{}]}}\n"
    assert told(workflow(text.format("", member), WORK)) == ["undefined-volume"]
    assert not told(workflow(text.format(shared, member), WORK))
    assert not told(workflow(text.format("", member) + f"  {WORK}"))
    own = member.replace("name: work", "name: var-run-argo")
    assert not told(workflow(text.format("", own)))


def test_claims_without_a_size() -> None:
    plain = "- {name: main, suspend: {}}\n"
    sized = "arguments: {parameters: [{name: size}]}\n"
    assert not told(workflow(plain, CLAIM.format("work", "1Gi")))
    open_size = workflow(plain, CLAIM.format("work", "'{{workflow.parameters.size}}'") + sized)
    assert "invalid-volume-claim" not in told(open_size)
    assert "invalid-volume-claim" in told(workflow(plain, CLAIM.format("work", "0")))


def test_one_volume_is_told_once() -> None:
    again = "[{name: work, mountPath: /v}, {name: work, mountPath"
    assert told(workflow(MOUNTING.replace("[{name: work, mountPath", again))) == ["undefined-volume"] * 2
    called = library(WORK).replace("[{name: work, mountPath", again)
    assert told(called + workflow(CALL)) == ["template-ref-needs-volume"]
