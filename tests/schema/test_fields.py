"""Names that a struct does not have: where they would be right, since when, and who notices."""

from __future__ import annotations

import pytest

from argolint.schema import SUPPORTED, Version
from argolint.schema.problems import DeprecatedField, UnknownField, WrongType
from argolint.schema.walk import check
from argolint.source import SourceFile
from argolint.syntax import parse
from argolint.syntax.nodes import Mapping
from tests.schema.shapes import container, only, problems, template, workflow

BELOW_STEP = """
    steps:
      - - name: a
          template: b
          arguments:
            parameters:
              - name: p
                {field}
"""


def unknown(text: str, version: Version = SUPPORTED[-1]) -> UnknownField:
    return only(UnknownField, problems(text, version))


@pytest.mark.parametrize(
    ("text", "owner", "nearest"),
    [
        ("kind: Workflow\nspecs: {}\n", "the Workflow", "spec"),
        ("kind: Workflow\nmetadata: {label: {}}\n", "`metadata`", "labels"),
        (workflow("entrypiont: main"), "`spec`", "entrypoint"),
        (workflow("serviceaccountname: x"), "`spec`", "serviceAccountName"),
        (workflow("service_account_name: x"), "`spec`", "serviceAccountName"),
        (workflow("bogus: x"), "`spec`", None),
        (template("contianer: {}"), "template `main`", "container"),
        (container("arg: []"), "`container` of template `main`", "args"),
        (container("env: [{name: A, vlaue: x}]"), "env variable `A` of template `main`", "value"),
        (template("steps: [[{name: s, wen: x}]]"), "step `s` of template `main`", "when"),
        (template("steps: [[{wen: x}]]"), "a step of template `main`", "when"),
        (template("dag: {tasks: [{name: t, requires: []}]}"), "task `t` of template `main`", None),
        (
            template("dag: {tasks: [{name: t, inline: {containr: {}}}]}"),
            "a template of task `t`",
            "container",
        ),
        (template("tolerations: [{kye: x}]"), "an item of `tolerations` of template `main`", "key"),
        (workflow("volumes: [{nam: x}]"), "a volume", "name"),
        (workflow("templateDefaults: {containr: {}}"), "a template", "container"),
        (workflow("hooks: {exit: {templat: x}}"), "`exit`", "template"),
    ],
)
def test_the_owner_is_named_and_the_nearest_field(text: str, owner: str, nearest: str | None) -> None:
    problem = next(p for p in problems(text) if isinstance(p, UnknownField))
    assert (problem.owner, problem.nearest, problem.ignored) == (owner, nearest, False)


@pytest.mark.parametrize(
    ("text", "belongs"),
    [
        (template("container:\nimage: x"), "under `container`"),
        (template("script: {}\nsource: x"), "under `script`"),
        (template("tasks: []"), "under `dag`"),
        (container("inputs: {}"), "in template `main`"),
        (container("entrypoint: x"), "in `spec`"),
        (workflow("metadata: {}"), "in the Workflow"),
        (workflow("image: x"), None),
        (workflow("bogus: x"), None),
    ],
)
def test_a_field_at_the_wrong_level_is_sent_home(text: str, belongs: str | None) -> None:
    assert next(p for p in problems(text) if isinstance(p, UnknownField)).belongs == belongs


def test_a_value_below_an_unknown_field_is_not_looked_at() -> None:
    assert unknown(workflow("bogus: {parallelism: x, [a]: 1}".replace("[a]", "a"))).key.text == "bogus"


def test_all_unknown_fields_are_told() -> None:
    found = problems(workflow("bogus: 1\ntemplates: [{name: a, bogus2: 1}, {name: b, bogus3: 1}]"))
    assert [p.key.text for p in found if isinstance(p, UnknownField)] == ["bogus", "bogus2", "bogus3"]


def test_below_a_step_an_unknown_field_is_ignored() -> None:
    assert unknown(template(BELOW_STEP.format(field="nonsense: 1"))).ignored


def test_below_a_step_letters_may_be_of_any_case() -> None:
    problem = unknown(template(BELOW_STEP.format(field="VALUE: x")))
    assert (problem.nearest, problem.ignored) == ("value", True)


def test_below_a_step_a_miscased_field_still_has_its_type() -> None:
    found = problems(template(BELOW_STEP.format(field="Globalname: 1")))
    assert {type(problem) for problem in found} == {UnknownField, WrongType}


@pytest.mark.parametrize("inner", ["hooks: {x: {bogus: 1}}", "templateRef: {bogus: x}", "inline: {bogus: 1}"])
def test_all_that_hangs_below_a_step_is_ignored(inner: str) -> None:
    assert unknown(template(f"steps: [[{{name: a, {inner}}}]]")).ignored


def test_a_step_within_an_inline_template_is_checked_again() -> None:
    inner = "inline: {steps: [[{name: b, bogus: 1}]]}"
    assert not unknown(template(f"steps: [[{{name: a, {inner}}}]]")).ignored


def test_after_the_steps_checking_is_strict_again() -> None:
    assert not unknown(template("steps: [[{name: a, template: b}]]\nbogus: 1")).ignored


def test_below_a_task_everything_is_checked() -> None:
    task = "{name: a, arguments: {parameters: [{name: p, nonsense: 1}]}}"
    assert not unknown(template(f"dag: {{tasks: [{task}]}}")).ignored


@pytest.mark.parametrize(
    ("text", "version", "since", "until", "replaced_by"),
    [
        (workflow("synchronization: {mutex: {name: m}}"), "4.0", "3.4", "3.7", "mutexes"),
        (template("synchronization: {semaphore: {}}"), "4.1", "3.4", "3.7", "semaphores"),
        (workflow("schedule: x\nschedules: [x]", "CronWorkflow"), "4.1", "3.4", "3.7", "schedules"),
        (workflow("podPriority: 1"), "3.7", "3.4", "3.6", "podPriorityClassName"),
        (template("priority: 1"), "4.1", "3.4", "3.6", "priorityClassName"),
        (template("annotations: {}"), "3.6", "3.7", "4.1", None),
        (template("pendingTimeout: 1m"), "4.0", "4.1", "4.1", None),
        (container("restartPolicy: Always"), "3.5", "3.6", "4.1", None),
        (
            template("memoize: {key: k, maxAge: 1h, cache: {configMap: {name: cm, key: k}}}"),
            "4.0", "3.4", "3.7", None,
        ),
    ],
)  # fmt: skip
def test_a_field_of_other_versions_says_which(
    text: str, version: str, since: str, until: str, replaced_by: str | None
) -> None:
    major, minor = version.split(".")
    other = unknown(text, Version(int(major), int(minor))).other_versions
    assert other is not None
    assert (str(other.since), str(other.until), other.replaced_by) == (since, until, replaced_by)


def test_a_deprecated_field_names_its_successor() -> None:
    for version in (Version(3, 6), Version(3, 7)):
        problem = only(DeprecatedField, problems(workflow("synchronization: {mutex: {name: m}}"), version))
        assert (problem.key.text, problem.replaced_by) == ("mutex", "mutexes")
    assert not problems(workflow("synchronization: {mutex: {name: m}}"), Version(3, 5))
    task = template("dag: {tasks: [{name: t, template: x, onExit: z}]}")
    assert only(DeprecatedField, problems(task)).replaced_by == "hooks"
    assert not problems(task, Version(4, 0))


def test_a_shared_node_is_told_once() -> None:
    text = workflow("""
        templates:
          - name: a
            container: &c
              image: x
              bogus: 1
              args: [5]
          - name: b
            container: *c
          - name: c
            container:
              <<: *c
    """)
    assert [type(problem) for problem in problems(text)] == [UnknownField, WrongType]


@pytest.mark.parametrize("version", SUPPORTED, ids=str)
@pytest.mark.parametrize("kind", ["Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate", "CronWorkflow"])
def test_every_kind_is_known_in_every_version(kind: str, version: Version) -> None:
    (document,) = parse(SourceFile("x.yaml", f"kind: {kind}\nmetadata: {{name: x}}\nbogus: 1\n"))
    assert isinstance(document.root, Mapping)
    only(UnknownField, check(document.root, kind, version))
