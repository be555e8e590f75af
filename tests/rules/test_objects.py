"""Objects, their arguments and schedules: what Argo takes, and traps that a page has no room for."""

from __future__ import annotations

import pytest

from argolint.project.session import Settings, check_sources
from argolint.source import SourceFile
from tests.rules.support import diagnostics, findings, rules, workflow

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


class TestKinds:
    @pytest.mark.parametrize(
        "kind", ["Workflow", "WorkflowEventBinding", "WorkflowTaskSet", "Application", "List"]
    )
    def test_other_kinds_are_left_alone(self, kind: str) -> None:
        assert "misspelt-kind" not in rules(f"apiVersion: argoproj.io/v1alpha1\nkind: {kind}\n")

    @pytest.mark.parametrize("kind", ["workflow", "WorkFlow", "Worfklow", "Workflows", "CronWorkFlow", "3"])
    def test_near_misses(self, kind: str) -> None:
        assert findings(f"apiVersion: argoproj.io/v1alpha1\nkind: {kind}\n") == [(2, "misspelt-kind")]

    def test_kinds_of_others_may_look_alike(self) -> None:
        assert rules("apiVersion: example.com/v1\nkind: Workflows\n") == set()

    def test_without_kind(self) -> None:
        assert rules("apiVersion: argoproj.io/v1alpha1\n") == set()

    @pytest.mark.parametrize("text", ["- a\n", "a\n", "kind: [a]\n", "kind: {a: b}\n", "kind:\n"])
    def test_no_objects_at_all(self, text: str) -> None:
        assert "internal-error" not in rules(text)


class TestNamesOfObjects:
    def test_bytes_count(self) -> None:
        assert "name-too-long" in rules(user(name="{name: " + "é" * 32 + "}"))

    @pytest.mark.parametrize(
        "name", ["{}", "{generateName: " + "a" * 90 + "}", "null", "{name: " + "a" * 63 + "}"]
    )
    def test_fine(self, name: str) -> None:
        assert "name-too-long" not in rules(user(name=name))

    def test_a_name_that_a_chart_fills_in(self) -> None:
        assert "invalid-object-name" not in rules(user(name="{name: '{{ .Release.Name }}-a'}"))

    def test_a_generated_name_may_end_in_a_dash(self) -> None:
        assert "invalid-object-name" not in rules(user(name="{generateName: a-}"))


class TestDuplicateDefinitions:
    def test_without_names(self) -> None:
        found = diagnostics(library(name="{}") + library(name="{generateName: a-}"))
        assert [(one.rule, one.line) for one in found] == [("duplicate-definition", 8)]
        assert [label.line for label in found[0].labels] == [1]

    def test_cluster_wide_objects_have_no_namespace(self) -> None:
        one, two = (
            library(name=f"{{name: a, namespace: {n}}}", kind="ClusterWorkflowTemplate") for n in "pq"
        )
        assert "duplicate-definition" in rules(one + two)

    def test_fine(self) -> None:
        other_kind = library(kind="ClusterWorkflowTemplate")
        other_namespace = library(name="{name: lib, namespace: b}")
        twins = user("  entrypoint: main\n  workflowTemplateRef: {name: lib}\n---\n") * 2
        assert rules(library() + other_kind + other_namespace + twins) == set()

    def test_in_two_files(self) -> None:
        sources = [SourceFile("one.yaml", library()), SourceFile("two.yaml", library())]
        found = check_sources(sources, Settings()).diagnostics
        assert [(one.file, one.labels[0].file) for one in found] == [("two.yaml", "one.yaml")]


class TestEntrypoints:
    @pytest.mark.parametrize("spec", ["entrypoint: ''", "entrypoint:", "entrypoint: null"])
    def test_empty(self, spec: str) -> None:
        text = workflow(MAIN).replace("entrypoint: main", spec)
        assert findings(text) == [(5, "missing-entrypoint")]

    def test_without_spec(self) -> None:
        assert findings("apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: a}\n") == [
            (3, "missing-entrypoint")
        ]

    @pytest.mark.parametrize("field", ["entryPoint: main", "entrypont: main"])
    def test_a_misspelt_one_is_said_once(self, field: str) -> None:
        assert rules(workflow(MAIN).replace("entrypoint: main", field)) == {"unknown-field"}

    def test_a_misplaced_one_is_said_once(self) -> None:
        text = workflow(MAIN).replace("spec:\n  entrypoint: main", "entrypoint: main\nspec:")
        assert rules(text) == {"unknown-field"}

    def test_a_tag_is_no_template(self) -> None:
        assert "unknown-entrypoint" in rules(workflow(MAIN, "onExit: '{{workflow.parameters.x}}'\n"))

    def test_an_empty_exit_handler_is_none(self) -> None:
        assert rules(workflow(MAIN, "onExit: ''\n")) == set()

    def test_in_the_object_referred_to(self) -> None:
        ref = "  workflowTemplateRef: {name: lib}\n"
        assert rules(library() + user("  entrypoint: main\n  onExit: end\n" + ref)) == set()
        assert "unknown-entrypoint" in rules(library() + user("  entrypoint: nope\n" + ref))

    def test_a_workflow_template_may_have_none(self) -> None:
        assert rules(library()) == set()

    def test_the_name_of_a_workflow_template_has_a_hint(self) -> None:
        text = library() + workflow(MAIN).replace("entrypoint: main", "entrypoint: lib")
        assert "`lib` is a WorkflowTemplate" in (diagnostics(text)[0].help or "")


class TestReferences:
    def test_no_list_of_templates_is_no_conflict(self) -> None:
        ref = "  entrypoint: main\n  workflowTemplateRef: {name: lib}\n"
        assert rules(library() + user(ref + "  templates: []\n")) == set()
        assert "templates-beside-reference" in rules(
            library() + user(ref + "  templates: [{name: a, suspend: {}}]\n")
        )

    def test_what_follows_from_a_missing_object_stays_quiet(self) -> None:
        assert rules(user()) == {"unknown-workflow-template"}

    def test_before_or_after(self) -> None:
        entry = "  entrypoint: main\n"
        assert rules(user() + "---\n" + library(entry)) == set()
        assert rules(library(entry) + user()) == set()

    @pytest.mark.parametrize(("ours", "theirs"), [("a", "b"), ("a", ""), ("", "a")])
    def test_namespaces_must_be_the_same(self, ours: str, theirs: str) -> None:
        text = library("  entrypoint: main\n", name=f"{{name: lib, namespace: '{theirs}'}}")
        assert rules(text + user(name=f"{{name: u, namespace: '{ours}'}}")) == {"unknown-workflow-template"}

    def test_the_other_scope_has_a_hint(self) -> None:
        text = library(kind="ClusterWorkflowTemplate") + user()
        assert "add `clusterScope: true`" in (diagnostics(text)[0].help or "")

    def test_a_chain_is_harmless_while_nothing_starts_through_it(self) -> None:
        alias = user(name="{name: alias}", kind="WorkflowTemplate") + "---\n"
        again = "  workflowTemplateRef: {name: alias}\n"
        assert rules(library() + alias + user(again, kind="WorkflowTemplate")) == set()
        assert "unknown-workflow-template" in rules(library() + alias + user(again))

    def test_a_tag_is_no_name(self) -> None:
        assert rules(user("  workflowTemplateRef: {name: '{{workflow.name}}'}\n")) == {
            "unknown-workflow-template"
        }

    def test_a_cluster_wide_object_is_told_once(self) -> None:
        kind = "ClusterWorkflowTemplate"
        assert rules(user(name="{name: a}", kind=kind)) == {"cluster-scope-required"}
        scoped = "  workflowTemplateRef: {name: lib, clusterScope: true}\n"
        assert rules(library(kind=kind) + user(scoped, name="{name: a}", kind=kind)) == set()


class TestRunArguments:
    @pytest.mark.parametrize(
        ("given", "declared", "fine"),
        [
            ("", ", default: d", True),
            ("", ", value: v", True),
            ("", "", False),
            ("", ", valueFrom: {configMapKeyRef: {name: c, key: k}}", True),
            ("{name: a}", ", default: d", False),
            ("{name: a, default: d}", ", default: d", False),
            ("{name: a, value: ''}", "", True),
            ("{name: a, valueFrom: {supplied: {}}}", ", default: d", False),
            ("{name: a, valueFrom: {configMapKeyRef: {name: c, key: k}}}", "", True),
        ],
    )
    def test_entrypoint(self, given: str, declared: str, fine: bool) -> None:
        text = workflow(TAKES.format(declared), f"arguments: {{parameters: [{given}]}}\n")
        assert rules(text) == (set() if fine else {"missing-run-argument"})

    def test_a_workflow_template_may_leave_its_entrypoint_open(self) -> None:
        assert rules(workflow(TAKES.format(""), kind="WorkflowTemplate")) == set()

    def test_but_not_its_exit_handler(self) -> None:
        text = workflow(TAKES.format(""), "onExit: main\n", kind="WorkflowTemplate")
        assert rules(text) == {"missing-run-argument"}

    def test_the_exit_handler_sees_only_the_own_arguments(self) -> None:
        text = HEAD.format("WorkflowTemplate", "{name: lib}") + TAKING_LIBRARY
        assert rules(text + user()) == {"missing-run-argument"}
        given = "  workflowTemplateRef: {name: lib}\n  arguments: {parameters: [{name: a, value: v}]}\n"
        assert rules(text + user(given)) == set()

    def test_an_own_argument_without_value_hides_the_inherited_one(self) -> None:
        spec = "  entrypoint: main\n  arguments: {parameters: [{name: a, value: v}]}\n"
        text = HEAD.format("WorkflowTemplate", "{name: lib}") + spec
        text += "  templates: [{name: main, inputs: {parameters: [{name: a}]}, suspend: {}}]\n---\n"
        assert rules(text + user()) == set()
        hidden = "  workflowTemplateRef: {name: lib}\n  arguments: {parameters: [{name: a}]}\n"
        assert rules(text + user(hidden)) == {"missing-run-argument"}

    def test_artifacts(self) -> None:
        template = (
            "- name: main\n  inputs: {{artifacts: [{{name: a, path: /a{}}}]}}\n  container: {{image: b}}\n"
        )
        assert "missing-run-argument" in rules(workflow(template.format("")))
        assert "missing-run-argument" not in rules(workflow(template.format(", optional: true")))
        assert "missing-run-argument" not in rules(workflow(template.format(", raw: {data: x}")))
        given = "arguments: {artifacts: [{name: a, raw: {data: x}}]}\n"
        assert "missing-run-argument" not in rules(workflow(template.format(""), given))


class TestArguments:
    @pytest.mark.parametrize(
        "items",
        [
            "{name: a}",
            "{name: -_a, value: x}",
            "{name: a, valueFrom: {event: payload.a}}",
            "{name: a, valueFrom: {supplied: {}, jqFilter: .a}}",
            "{name: a, value: x, valueFrom: {supplied: {}}}",
            "{name: a, enum: [x]}",
            "{name: a, enum: null, value: x}",
            "{name: a, enum: [x], default: y}",
            "{name: a, enum: ['1'], value: 1}",
            "{name: a, enum: [x]}, {name: b, valueFrom: {path: /x}}",
        ],
    )
    def test_fine(self, items: str) -> None:
        assert rules(parameters(items)) == set()

    @pytest.mark.parametrize(
        ("items", "rule"),
        [
            ("{name: a, valueFrom: {}}", "invalid-value-from"),
            ("{name: a, valueFrom: {event: ''}}", "invalid-value-from"),
            ("{name: a, valueFrom: {supplied: null}}", "invalid-value-from"),
            ("{name: a, valueFrom: {supplied: {}, expression: x}}", "invalid-value-from"),
            ("{name: a, value: x, valueFrom: {default: x}}", "invalid-value-from"),
            ("{name: a, enum: []}", "empty-enum"),
            ("{name: a, enum: ['1.0'], value: 1.0}", "value-outside-enum"),
            ("{name: a}, {name: b, valueFrom: {path: /x}}", "invalid-value-from"),
            ("{name: a.b, value: x}", "invalid-name"),
            ("{name: '', value: x}", "missing-name"),
            ("{name: a}, {name: a}", "duplicate-name"),
        ],
    )
    def test_refused(self, items: str, rule: str) -> None:
        assert rules(parameters(items)) == {rule}

    @pytest.mark.parametrize(
        "place",
        [
            "from: '{{x}}'", "from: x", "raw: {data: ''}", "s3: {key: k}", "git: {repo: r}",
            "hdfs: {path: /x}", "hdfs: {addresses: [a]}", "azure: {blob: b}", "artifactory: {url: 'http://h/'}",
            "artifactory: {url: h}", "artifactory: {url: 'http://h', usernameSecret: {name: a, key: b}}",
            "fromExpression: x, s3: {key: k}",
        ],
    )  # fmt: skip
    def test_located(self, place: str) -> None:
        assert "artifact-without-location" not in rules(artifacts(f"{{name: a, {place}}}"))

    @pytest.mark.parametrize(
        "place",
        [
            "from: ''", "s3: {bucket: b}", "git: {}", "http: {}", "hdfs: {}", "azure: {container: c}",
            "s3: null", "artifactory: {url: 'http://h'}", "plugin: {name: p}", "fromExpression: x",
            "optional: true",
            "git: {}, s3: {key: k}",
        ],
    )  # fmt: skip
    def test_not_located(self, place: str) -> None:
        assert "artifact-without-location" in rules(artifacts(f"{{name: a, {place}}}"))

    def test_in_a_call(self) -> None:
        call = "steps: [[{{name: s, template: leaf, arguments: {{parameters: [{{name: t, {}}}]}}}}]]"
        for given, rule in (
            ("value: x, enum: []", None),
            ("value: x, enum: [x, y]", None),
            ("value: x, enum: [y]", "value-outside-enum"),
            ("enum: []", "argument-without-value"),
            ("valueFrom: {configMapKeyRef: {name: c, key: k}}", None),
            ("valueFrom: {configMapKeyRef: {name: c, key: k}}, enum: [x]", "argument-without-value"),
            ("valueFrom: {parameter: x}", "invalid-value-from"),
        ):
            expected = {rule} if rule is not None else set()
            assert rules(workflow(calling(call.format(given)))) == expected, given

    def test_in_a_call_values_are_filled_in_first(self) -> None:
        spec = "arguments: {parameters: [{name: p, value: x}, {name: q}]}\n"
        for given, fine in (("workflow.parameters.p", True), ("workflow.parameters.q", False), ("=1", True)):
            argument = f"{{name: t, value: '{{{{{given}}}}}', enum: [x]}}"
            call = f"steps: [[{{name: s, template: leaf, arguments: {{parameters: [{argument}]}}}}]]"
            found = rules(workflow(calling(call), spec))
            assert ("value-outside-enum" not in found) == fine, given


class TestHooks:
    @pytest.mark.parametrize(
        "hook", ["exit: {template: main}", "a: {template: nope, expression: x}", "exit: null"]
    )
    def test_fine(self, hook: str) -> None:
        assert "hook-needs-expression" not in rules(workflow(MAIN, f"hooks: {{{hook}}}\n"))

    @pytest.mark.parametrize("hook", ["Exit: {template: main}", "a: {}", "a: null", "a: {expression: ''}"])
    def test_refused(self, hook: str) -> None:
        assert "hook-needs-expression" in rules(workflow(MAIN, f"hooks: {{{hook}}}\n"))


class TestSpec:
    @pytest.mark.parametrize(
        "block",
        [
            "null", "{}", "{strategy: ''}", "{deleteDelayDuration: soon}", "{labelSelector: {}}",
            "{labelSelector: {matchLabels: {x.y/a: ''}}}",
            "{labelSelector: {matchExpressions: [{key: a, operator: Exists, values: []}]}}",
        ],
    )  # fmt: skip
    def test_pod_gc(self, block: str) -> None:
        assert rules(workflow(MAIN, f"podGC: {block}\n")) == set()

    @pytest.mark.parametrize(
        "requirement",
        [
            "{}", "{key: a}", "{operator: Exists}", "{key: a, operator: in, values: [b]}",
            "{key: a, operator: NotIn}", "{key: a, operator: DoesNotExist, values: [b]}",
            "{key: a b, operator: Exists}",
            "{key: a, operator: In, values: [b c]}",
        ],
    )  # fmt: skip
    def test_selectors(self, requirement: str) -> None:
        block = f"podGC: {{labelSelector: {{matchExpressions: [{requirement}]}}}}\n"
        assert "invalid-pod-gc" in rules(workflow(MAIN, block))

    def test_pod_resources_came_with_4_1(self) -> None:
        block = "podResources: {limits: {ephemeral-storage: 1Gi}}\n"
        assert rules(workflow(MAIN, block)) == {"unsupported-pod-resource"}
        assert rules(workflow(MAIN, block), "4.0") == {"removed-field"}
        assert rules(workflow(MAIN, "podResources: {claims: [], limits: {hugepages-x: 1Gi}}\n")) == set()

    def test_what_argo_does_not_look_at(self) -> None:
        spec = """\
            parallelism: -1
            activeDeadlineSeconds: -1
            retryStrategy: {retryPolicy: sometimes}
            podSpecPatch: "}"
        """
        errors = [one for one in diagnostics(workflow(MAIN, spec)) if one.severity == "error"]
        assert errors == []


class TestNames:
    @pytest.mark.parametrize(
        ("version", "step", "task"),
        [("4.1", True, False), ("4.0", True, False), ("3.7", False, False), ("3.6", True, True)],
    )
    def test_a_value_known_only_when_it_runs(self, version: str, step: bool, task: bool) -> None:
        inner = "\n- name: in\n  inputs: {{parameters: [{{name: p}}]}}\n  {}\n- name: leaf\n  suspend: {{}}\n"
        given = "{parameters: [{name: p, value: v}]}"
        caller = f"- name: main\n  steps: [[{{name: a, template: in, arguments: {given}}}]]"
        name = "'a-{{inputs.parameters.p}}'"
        steps = f"steps: [[{{name: {name}, template: leaf}}]]"
        tasks = f"dag: {{tasks: [{{name: {name}, template: leaf}}]}}"
        assert ("invalid-name" not in rules(workflow(caller + inner.format(steps)), version)) == step
        assert ("invalid-name" not in rules(workflow(caller + inner.format(tasks)), version)) == task

    def test_known_values_count(self) -> None:
        spec = "arguments: {parameters: [{name: good, value: a-1}, {name: bad, value: a b}]}\n"
        for name, fine in (("good", True), ("bad", False)):
            call = f"steps: [[{{name: 'x{{{{workflow.parameters.{name}}}}}', template: leaf}}]]"
            assert ("invalid-name" not in rules(workflow(calling(call), spec))) == fine

    def test_two_unknown_values_may_differ(self) -> None:
        for one, other, alike in (("name", "uid", False), ("name", "name", True), ("name", "name  ", True)):
            tags = f"'a{{{{workflow.{one}}}}}'", f"'a{{{{workflow.{other}}}}}'"
            steps = ", ".join(f"{{name: {tag}, template: leaf}}" for tag in tags)
            assert ("duplicate-name" in rules(workflow(calling(f"steps: [[{steps}]]")))) == alike

    def test_only_the_first_inline_template_is_looked_at(self) -> None:
        inline = "{{name: {}, inline: {{steps: [[{{name: {}, template: leaf}}]]}}}}"
        good_first = "steps: [[" + inline.format("a", "ok") + "], [" + inline.format("b", "not_ok") + "]]"
        bad_first = "steps: [[" + inline.format("a", "not_ok") + "], [" + inline.format("b", "ok") + "]]"
        assert rules(workflow(calling(good_first))) == set()
        assert rules(workflow(calling(bad_first))) == {"invalid-name"}

    @pytest.mark.parametrize(
        ("name", "fine"), [("a" * 128, True), ("a" * 129, False), ("1a", True), ("-a", False), ("é", False)]
    )
    def test_names_of_templates(self, name: str, fine: bool) -> None:
        text = workflow(MAIN + f"- name: '{name}'\n  suspend: {{}}\n")
        assert rules(text) == (set() if fine else {"invalid-name"})

    def test_a_line_break_at_the_end(self) -> None:
        assert rules(workflow(MAIN + '- name: "a\\n"\n  suspend: {}\n')) == {"invalid-name"}

    def test_a_name_of_the_wrong_type_is_told_once(self) -> None:
        assert rules(workflow(MAIN + "- name: 1.5\n  suspend: {}\n")) == {"wrong-type"}
        assert rules(workflow(MAIN + "- name: {a: b}\n  suspend: {}\n")) == {"wrong-type"}

    def test_a_misspelt_name_is_told_once(self) -> None:
        assert rules(workflow(MAIN + "- nmae: a\n  suspend: {}\n")) == {"unknown-field"}


class TestCronWorkflows:
    SCHEDULES = "  schedules: ['0 3 * * *']"

    def test_fine(self) -> None:
        assert rules(cron(self.SCHEDULES)) == set()

    @pytest.mark.parametrize(
        "schedule", ["60 * * * *", "", "* * * *", "@reboot", "TZ=UTC", "TZ=X/Y * * * * *"]
    )
    def test_each_schedule_is_looked_at(self, schedule: str) -> None:
        assert rules(cron(f"  schedules: ['@daily', '{schedule}']")) == {"invalid-schedule"}

    def test_the_faulty_part_is_underlined(self) -> None:
        found = diagnostics(cron("  schedules:\n  - '0 3 * * 7'"))[0]
        assert (found.line, found.start.column, found.end.column) == (6, 14, 15)

    def test_a_zone_beside_a_zone(self) -> None:
        assert rules(cron("  schedules: ['TZ=UTC 0 3 * * *']\n  timezone: UTC")) == {"invalid-schedule"}

    @pytest.mark.parametrize(("version", "known"), [("4.1", False), ("3.7", False), ("3.6", True)])
    def test_time_zones_since_3_7(self, version: str, known: bool) -> None:
        assert (
            "invalid-timezone" not in rules(cron(self.SCHEDULES + "\n  timezone: Mars"), version)
        ) == known

    @pytest.mark.parametrize("version", ["3.5", "3.6", "3.7"])
    def test_the_single_schedule_of_old(self, version: str) -> None:
        assert "invalid-schedule" in rules(cron("  schedule: '0 24 * * *'"), version)
        assert "invalid-schedule" not in rules(cron("  schedule: '0 23 * * *'"), version)

    def test_arguments_need_values(self) -> None:
        given = "    arguments: {{parameters: [{{name: a, {}}}]}}\n"
        for more, fine in (
            ("value: x", True),
            ("valueFrom: {supplied: {}}", True),
            ("default: x", False),
            ("enum: [x], valueFrom: {supplied: {}}", False),
        ):
            found = rules(cron(self.SCHEDULES, given.format(more)))
            assert found == (set() if fine else {"argument-without-value"}), more
