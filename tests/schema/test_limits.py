"""Limits beyond types, each with who refuses it and since when."""

from __future__ import annotations

import pytest

from argolint.schema import SUPPORTED, Version
from argolint.schema.messages import wording
from argolint.schema.problems import (
    ExclusiveFields,
    InvalidChoice,
    MissingField,
    OutOfRange,
    UnknownField,
    WrongLength,
)
from tests.schema.shapes import container, only, problems, template, workflow

V35, V36, V37, V40, V41 = SUPPORTED[1:]
CRON = "workflowSpec: {}\nschedules: ['* * * * *']\n"


def test_a_word_that_no_cluster_takes() -> None:
    problem = only(InvalidChoice, problems(workflow(CRON + "concurrencyPolicy: forbid", "CronWorkflow")))
    assert (problem.field, problem.nearest, problem.certain) == ("concurrencyPolicy", "Forbid", True)


@pytest.mark.parametrize(
    ("text", "field", "nearest"),
    [
        (container("imagePullPolicy: always"), "imagePullPolicy", "Always"),
        (container("imagePullPolicy: Sometimes"), "imagePullPolicy", None),
        (container("ports: [{containerPort: 80, protocol: tcp}]"), "protocol", "TCP"),
        (container("readinessProbe: {httpGet: {port: 80, scheme: https}}"), "scheme", "HTTPS"),
        (template("script: {image: x, source: z, imagePullPolicy: never}"), "imagePullPolicy", "Never"),
        (template("sidecars: [{name: s, imagePullPolicy: never}]"), "imagePullPolicy", "Never"),
    ],
)
def test_a_word_is_certainly_wrong_when_it_misspells_another(text: str, field: str, nearest: str | None) -> None:
    problem = only(InvalidChoice, problems(text))
    assert (problem.field, problem.nearest, problem.certain) == (field, nearest, nearest is not None)


def test_a_misspelt_word_in_a_list() -> None:
    problem = only(InvalidChoice, problems(workflow("volumeClaimTemplates: [{spec: {accessModes: [ReadWriteOnes]}}]")))
    assert (problem.field, problem.nearest, problem.certain) == ("accessModes", "ReadWriteOnce", True)


def test_a_misspelt_word_that_argo_makes_something_of() -> None:
    metric = "{name: a, help: b, gauge: {value: '1', realtime: false, operation: add}}"
    problem = only(InvalidChoice, problems(template(f"metrics: {{prometheus: [{metric}]}}")))
    assert (problem.field, problem.nearest, problem.certain) == ("operation", "Add", False)


@pytest.mark.parametrize("value", ["Always", "''", "null", "'{{inputs.parameters.policy}}'"])
def test_words_that_may_be_meant(value: str) -> None:
    assert not problems(container(f"imagePullPolicy: {value}"))


@pytest.mark.parametrize(
    ("text", "since"),
    [
        (workflow("artifactGC: {strategy: Whenever}"), V36),
        (template("inputs: {artifacts: [{name: a, path: /a, s3: {addressingStyle: auto}}]}"), V41),
    ],
)
def test_a_word_that_full_definitions_refuse(text: str, since: Version) -> None:
    assert not only(InvalidChoice, problems(text, since)).certain
    if since < V41:
        assert not problems(text, SUPPORTED[SUPPORTED.index(since) - 1])


@pytest.mark.parametrize(
    ("text", "bounds", "certain"),
    [
        (container("ports: [{containerPort: 70000}]"), (1, 65535), True),
        (container("ports: [{containerPort: 0}]"), (1, 65535), True),
        (container("readinessProbe: {tcpSocket: {port: 70000}}"), (1, 65535), True),
        (workflow("volumes: [{name: v, secret: {defaultMode: 0o1777}}]"), (0, 511), True),
        (workflow(CRON + "startingDeadlineSeconds: -1", "CronWorkflow"), (0, None), True),
        (workflow("parallelism: 0"), (1, None), False),
        (template("inputs: {artifacts: [{name: a, path: /a, mode: 777}]}"), (0, 511), False),
    ],
)
def test_a_number_out_of_range(text: str, bounds: tuple[int | None, int | None], certain: bool) -> None:
    problem = only(OutOfRange, problems(text))
    assert ((problem.least, problem.most), problem.certain) == (bounds, certain)


def test_a_named_port_has_no_range() -> None:
    assert not problems(container("readinessProbe: {tcpSocket: {port: http}}"))


def test_ranges_of_the_full_definitions_hold_from_their_version_on() -> None:
    odd = template("inputs: {artifacts: [{name: a, path: /a, mode: 777}]}")
    assert not problems(odd, V37)
    assert problems(odd, V40)


def test_too_many_templates() -> None:
    many = "templates:\n" + "".join(f"  - {{name: t{number}, suspend: {{}}}}\n" for number in range(201))
    problem = only(WrongLength, problems(workflow(many)))
    assert (problem.length, problem.most, problem.certain) == (201, 200, False)
    assert not problems(workflow(many), V37)


def test_a_cron_workflow_needs_a_schedule() -> None:
    assert only(MissingField, problems(workflow("workflowSpec: {}", "CronWorkflow"))).name == "schedules"
    assert only(MissingField, problems(workflow("workflowSpec: {}", "CronWorkflow"), V35)).name == "schedule"
    for version in (V36, V37):
        assert not problems(workflow("workflowSpec: {}", "CronWorkflow"), version)
    empty = only(WrongLength, problems(workflow("workflowSpec: {}\nschedules: []", "CronWorkflow")))
    assert (empty.least, empty.certain) == (1, True)


def test_schedule_and_schedules_exclude_each_other() -> None:
    both = workflow("workflowSpec: {}\nschedule: x\nschedules: [x]", "CronWorkflow")
    assert any(isinstance(problem, ExclusiveFields) and problem.certain for problem in problems(both, V37))


@pytest.mark.parametrize(
    ("text", "name", "certain"),
    [
        (container("volumeMounts: [{name: v}]"), "mountPath", False),
        (container("env: [{value: x}]"), "name", True),
        (container("env: [{name: null}]"), "name", True),
        (container("ports: [{name: http}]"), "containerPort", True),
        (template("memoize: {key: k, cache: {configMap: {name: cm}}}"), "maxAge", False),
    ],
)
def test_a_field_that_is_missing(text: str, name: str, certain: bool) -> None:
    problem = only(MissingField, problems(text))
    assert (problem.name, problem.certain) == (name, certain)


@pytest.mark.parametrize("field", ["schedule: '* * * * *'", "Schedules: ['* * * * *']", "schedulse: []"])
def test_a_field_under_another_name_is_not_missing_too(field: str) -> None:
    only(UnknownField, problems(workflow(f"workflowSpec: {{}}\n{field}", "CronWorkflow")))


def test_every_missing_field_of_a_map_is_told() -> None:
    found = problems(container("volumeMounts: [{readOnly: true}]"))
    assert {problem.name for problem in found if isinstance(problem, MissingField)} == {"name", "mountPath"}


@pytest.mark.parametrize(
    "text",
    [
        container("env: [{name: A, value: x, valueFrom: {fieldRef: {fieldPath: f}}}]"),
        container("env: [{name: A, valueFrom: {fieldRef: {fieldPath: f}, secretKeyRef: {name: cm, key: k}}}]"),
        container("envFrom: [{prefix: p, configMapRef: {name: a}, secretRef: {name: b}}]"),
        container("livenessProbe: {exec: {command: [a]}, tcpSocket: {port: 1}}"),
        workflow("volumes: [{name: v, emptyDir: {}, hostPath: {path: /a}}]"),
    ],
)
def test_fields_that_exclude_each_other(text: str) -> None:
    problem = only(ExclusiveFields, problems(text))
    assert problem.certain
    assert len(problem.keys) == 2


@pytest.mark.parametrize(
    "text",
    [
        container("env: [{name: A, value: '', valueFrom: {fieldRef: {fieldPath: f}}}]"),
        container("env: [{name: A, value: null, valueFrom: {fieldRef: {fieldPath: f}}}]"),
        container("envFrom: [{prefix: p, secretRef: {name: b}}]"),
    ],
)
def test_a_field_that_is_empty_excludes_nothing(text: str) -> None:
    assert not problems(text)


def test_two_locations_of_an_artifact_are_refused_by_full_definitions_only() -> None:
    text = template("inputs: {artifacts: [{name: a, path: /a, s3: {key: k}, raw: {data: x}}]}")
    assert not only(ExclusiveFields, problems(text)).certain
    assert not problems(text, V37)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (container("volumeMounts: [{name: v}]"), "volume mount `v` of template `main` lacks `mountPath`"),
        (container("ports: [{containerPort: 0}]"), "`containerPort` is 0, but must be between 1 and 65535"),
        (workflow("parallelism: 0"), "`parallelism` is 0, but must be at least 1"),
        (
            workflow("workflowSpec: {}\nschedules: []", "CronWorkflow"),
            "`schedules` has no items, but must have at least 1",
        ),
        (
            container("env: [{name: A, value: x, valueFrom: {fieldRef: {fieldPath: f}}}]"),
            "env variable `A` of template `main` has `value` and `valueFrom`, of which only one may stand",
        ),
        (
            container("imagePullPolicy: always"),
            "`imagePullPolicy` is `always`, but must be one of `Always`, `IfNotPresent`, `Never`",
        ),
    ],
)
def test_the_words(text: str, message: str) -> None:
    (problem,) = problems(text)
    assert isinstance(problem, MissingField | InvalidChoice | OutOfRange | WrongLength | ExclusiveFields)
    assert wording(problem).message == message
