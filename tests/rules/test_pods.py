"""What Kubernetes refuses of a pod, beyond the pages: what stays silent, and what is found in odd places."""

from __future__ import annotations

import pytest

from tests.rules.pods import told
from tests.rules.support import findings, rules, workflow
from tests.rules.templates import main, template

CONTAINER = "container: {{image: busybox, command: [date], {}}}"


def container(fields: str) -> str:
    """A manifest whose container has further fields."""
    return main(CONTAINER.format(fields))


@pytest.mark.parametrize(
    "image",
    [
        "busybox", "busybox:1.37", "localhost:5000/a/b_c", "a.b/c/d@sha256:" + "0" * 64,
        "'{{inputs.parameters.image}}'", "'{{ .Values.image }}'", "'{{= 1 + 1 }}'", "$REGISTRY/app",
        "Host/path",
    ],
)  # fmt: skip
def test_images_that_may_be_right(image: str) -> None:
    assert "invalid-image" not in rules(main(f"script: {{image: {image}, command: [sh], source: date}}"))


@pytest.mark.parametrize("image", ["'busybox:'", "'busy box'", "Busybox", "'a//b'", "'http://a/b'", "'a:b:c'", "-a"])
def test_images_that_nobody_can_pull(image: str) -> None:
    assert "invalid-image" in rules(main(f"script: {{image: {image}, command: [sh], source: date}}"))


def test_a_known_parameter_is_looked_into() -> None:
    text = workflow(
        "- name: main\n  container: {image: 'busybox:{{workflow.parameters.tag}}', command: [date]}\n",
        "arguments: {parameters: [{name: tag, value: 'a b'}]}\n",
    )
    assert "invalid-image" in rules(text)


@pytest.mark.parametrize(
    ("asked", "most", "is_above"),
    [
        ("1", "1000m", False),
        ("1001m", "1", True),
        ("1Gi", "1G", True),
        ("1e3", "1k", False),
        ("x", "1", False),
    ],
)
def test_amounts_are_compared_as_numbers(asked: str, most: str, is_above: bool) -> None:
    found = rules(container(f"resources: {{requests: {{memory: {asked}}}, limits: {{memory: {most}}}}}"))
    assert ("request-above-limit" in found) is is_above


def test_a_limit_may_come_from_the_defaults() -> None:
    text = workflow(
        "- name: main\n  container: {image: busybox, command: [date], resources: {requests: {cpu: 2}}}\n",
        "templateDefaults: {container: {resources: {limits: {cpu: 1}}}}\n",
    )
    assert "request-above-limit" in rules(text)


@pytest.mark.parametrize("number", ["1e999999999", "9" * 5000, "-", "1e", "0x1"])
def test_odd_amounts_break_nothing(number: str) -> None:
    assert "internal-error" not in rules(container(f"resources: {{limits: {{cpu: '{number}'}}}}"))


def test_the_pods_own_context_counts_last() -> None:
    lenient = "securityContext: {runAsNonRoot: false, runAsUser: 0}"
    text = workflow(
        f"- name: main\n  securityContext: {{runAsNonRoot: true}}\n  container: {{image: b, {lenient}}}\n",
        "securityContext: {runAsUser: 0}\n",
    )
    assert "conflicting-security-context" not in rules(text)
    assert "conflicting-security-context" in rules(
        workflow(
            "- name: main\n  container: {image: busybox, securityContext: {runAsNonRoot: true}}\n",
            "securityContext: {runAsUser: 0}\n",
        )
    )


@pytest.mark.parametrize(
    "metadata",
    [
        "labels: {a: ''}", "labels: {a.b/c-D_e: F.g_h}", "labels: {'{{x}}': '{{workflow.name}}/x'}",
        "labels: {a: }",
        "annotations: {a: any text at all, A.b/c: x}",
    ],
)  # fmt: skip
def test_right_and_open_metadata(metadata: str) -> None:
    found = rules(template(f"metadata: {{{metadata}}}"))
    assert not found & {"invalid-label", "invalid-annotation"}


def test_a_label_of_every_bearer_is_looked_at() -> None:
    text = workflow(
        "- name: main\n  metadata: {labels: {a: b c}}\n  container: {image: busybox, command: [date]}\n",
        """\
        podMetadata: {labels: {a: b c}}
        workflowMetadata: {labels: {a: b c}, labelsFrom: {b c: {expression: "'x'"}}}
        templateDefaults: {metadata: {labels: {a: b c}}}
        """,
    )
    assert [rule for _, rule in findings(text)].count("invalid-label") == 5


def test_a_reserved_label_of_users_own_is_none() -> None:
    ours = "workflows.argoproj.io/progress: 0/10, workflows.argoproj.io/title: hello"
    assert not told(template(f"metadata: {{annotations: {{{ours}}}}}"))


@pytest.mark.parametrize(
    ("probe", "is_wrong"),
    [
        ("readinessProbe: {exec: {command: [date]}, successThreshold: 3}", False),
        ("livenessProbe: {exec: {command: [date]}, successThreshold: 3}", True),
        ("lifecycle: {preStop: {}}", True),
        ("lifecycle: {preStop: {sleep: {seconds: 1}}}", False),
    ],
)
def test_probes_and_hooks(probe: str, is_wrong: bool) -> None:
    assert ("invalid-probe" in rules(container(probe))) is is_wrong


def test_a_lasting_init_container_may_be_probed() -> None:
    lasting = "{name: a, image: b, restartPolicy: Always, readinessProbe: {tcpSocket: {port: 1}}}"
    assert "invalid-probe" not in rules(template(f"initContainers: [{lasting}]"))


@pytest.mark.parametrize("body", ["script", "containerSet"])
def test_a_name_for_the_environment(body: str) -> None:
    env = "env: [{name: 'a b'}, {name: 1a.b-c}, {name: a}, {name: a}]"
    bodies = {
        "script": f"script: {{image: busybox, command: [sh], source: date, {env}}}",
        "containerSet": f"containerSet: {{containers: [{{name: main, image: b, command: [date], {env}}}]}}",
    }
    assert told(main(bodies[body])) == ["duplicate-env"]


def test_the_image_of_a_public_registry_may_lack_a_command() -> None:
    assert not told(main("container: {image: 'quay.io/a/b:1'}"))
    assert not told(main("container: {image: 'someone/a:1'}"))
    assert told(main("container: {image: 'localhost:5000/a:1'}")) == ["missing-command"]


def test_a_template_in_upper_case_may_run_other_templates() -> None:
    text = workflow(
        """\
        - name: main
          steps: [[{name: a, template: Inner}]]
        - name: Inner
          steps: [[{name: a, template: leaf}]]
        - {name: leaf, suspend: {}}
        """
    )
    assert not told(text)


@pytest.mark.parametrize(
    ("field", "is_known"), [("{name: w, mountPath: /w}", False), ("{name: main-1, mountPath: /w}", False)]
)
def test_a_mount_in_a_sidecar_needs_a_volume(field: str, is_known: bool) -> None:
    found = rules(template(f"sidecars: [{{name: a, image: busybox, command: [date], volumeMounts: [{field}]}}]"))
    assert ("undefined-volume" not in found) is is_known


def test_mount_paths_of_scripts_and_sets() -> None:
    mounts = "volumeMounts: [{name: v, mountPath: /m}, {name: v, mountPath: /m}]"
    volumes = "volumes: [{name: v, emptyDir: {}}]"
    assert "mount-path-collision" in rules(
        main(f"script: {{image: b, command: [sh], source: date, {mounts}}}", volumes)
    )
    inside = "volumeMounts: [{name: v, mountPath: /m}]"
    twice = f"containerSet: {{{inside}, containers: [{{name: main, image: b, command: [a], {inside}}}]}}"
    assert told(main(twice, volumes)) == ["mount-path-collision"]


def test_an_artifact_of_a_script_may_lie_in_a_volume() -> None:
    text = main(
        "inputs: {artifacts: [{name: a, path: /m, raw: {data: x}}]}",
        "script: {image: b, command: [sh], source: date, volumeMounts: [{name: v, mountPath: /m}]}",
        "volumes: [{name: v, emptyDir: {}}]",
    )
    assert not told(text)
