"""Objects, references and schedules: what Argo takes, and traps that a page has no room for."""

from __future__ import annotations

import pytest

from argolint.project.session import Settings, check_sources
from argolint.source import SourceFile
from tests.rules.manifests import HEAD, MAIN, cron, library, user
from tests.rules.support import diagnostics, findings, rules, workflow


class TestKinds:
    @pytest.mark.parametrize("kind", ["Workflow", "WorkflowEventBinding", "WorkflowTaskSet", "Application", "List"])
    def test_other_kinds_are_left_alone(self, kind: str) -> None:
        assert "misspelt-kind" not in rules(f"apiVersion: argoproj.io/v1alpha1\nkind: {kind}\n")

    @pytest.mark.parametrize("kind", ["workflow", "WorkFlow", "Worfklow", "Workflows", "CronWorkFlow", "3"])
    def test_near_misses(self, kind: str) -> None:
        assert findings(f"apiVersion: argoproj.io/v1alpha1\nkind: {kind}\n") == [(2, "misspelt-kind")]

    def test_kinds_of_others_may_look_alike(self) -> None:
        assert rules("apiVersion: example.com/v1\nkind: Workflows\n") == set()

    @pytest.mark.parametrize("version", ["chaos-mesh.org/v1alpha1", "core.oam.dev/v1", "tinkerbell.org/v1alpha1"])
    def test_the_same_kind_in_another_group(self, version: str) -> None:
        assert rules(f"apiVersion: {version}\nkind: Workflow\nspec: {{actions: []}}\n") == set()

    @pytest.mark.parametrize(
        "version", ["argoproj.io/v1", "argoporj.io/v1alpha1", "argo.io/v1alpha1", "apps/v1", "v1", "argoproj.com/v1"]
    )
    def test_what_was_meant_for_argo(self, version: str) -> None:
        assert "wrong-api-version" in rules(f"apiVersion: {version}\nkind: Workflow\nspec: {{}}\n")

    def test_without_kind(self) -> None:
        assert rules("apiVersion: argoproj.io/v1alpha1\n") == set()

    @pytest.mark.parametrize("text", ["- a\n", "a\n", "kind: [a]\n", "kind: {a: b}\n", "kind:\n"])
    def test_no_objects_at_all(self, text: str) -> None:
        assert "internal-error" not in rules(text)


class TestNamesOfObjects:
    def test_bytes_count(self) -> None:
        assert "name-too-long" in rules(user(name="{name: " + "é" * 32 + "}"))

    @pytest.mark.parametrize("name", ["{}", "{generateName: " + "a" * 90 + "}", "null", "{name: " + "a" * 63 + "}"])
    def test_fine(self, name: str) -> None:
        assert "name-too-long" not in rules(user(name=name))

    def test_a_name_that_a_chart_fills_in(self) -> None:
        assert "invalid-object-name" not in rules(user(name="{name: '{{ .Release.Name }}-a'}"))

    def test_a_generated_name_may_end_in_a_dash(self) -> None:
        assert "invalid-object-name" not in rules(user(name="{generateName: a-}"))


class TestDuplicateDefinitions:
    def test_without_names(self) -> None:
        found = diagnostics(library(name="{}") + library(name="{generateName: a-}"))
        places = [(one.rule, one.line) for one in found]
        assert places == [("missing-object-name", 3), ("duplicate-definition", 9)]
        assert [label.line for label in found[1].labels] == [1]

    def test_cluster_wide_objects_have_no_namespace(self) -> None:
        one, two = (library(name=f"{{name: a, namespace: {n}}}", kind="ClusterWorkflowTemplate") for n in "pq")
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

    def test_in_two_folders(self) -> None:
        sources = [SourceFile("dev/one.yaml", library()), SourceFile("prod/one.yaml", library())]
        assert check_sources(sources, Settings()).diagnostics == ()

    def test_the_nearest_is_meant(self) -> None:
        other = HEAD.format("WorkflowTemplate", "{name: lib}") + "  templates: [{name: other, suspend: {}}]\n"
        call = workflow("- name: main\n  steps: [[{name: a, templateRef: {name: lib, template: other}}]]\n")
        for folder, expected in (("prod/sub", set()), ("dev/sub", {"unknown-template-ref"})):
            sources = [
                SourceFile("dev/lib.yaml", library()),
                SourceFile("prod/lib.yaml", other),
                SourceFile(f"{folder}/use.yaml", call),
            ]
            assert {one.rule for one in check_sources(sources, Settings()).diagnostics} == expected


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


class TestReferencesToCharts:
    CALL = workflow("- name: main\n  steps: [[{name: a, templateRef: {name: blue-lib, template: main}}]]\n")

    def found(self, name: str, spec: str) -> set[str]:
        chart = HEAD.format("WorkflowTemplate", f"\n  labels:\n    name: x\n  name: {name}") + spec
        sources = [SourceFile("chart/lib.yaml", chart), SourceFile("use.yaml", self.CALL)]
        return {one.rule for one in check_sources(sources, Settings()).diagnostics if one.file == "use.yaml"}

    @pytest.mark.parametrize("name", ["blue-lib", "{{ .Release.Name }}-lib", '"{{ .Release.Name }}-lib"'])
    @pytest.mark.parametrize(
        "spec", ["  templates:\n  {{- include 'all' . }}\n", "  templates: [{name: m, suspend: {}}]\n"]
    )
    def test_what_may_be_there_once_rendered(self, name: str, spec: str) -> None:
        expected = {"unknown-template-ref"} if name == "blue-lib" and "include" not in spec else set()
        assert self.found(name, spec) == expected

    @pytest.mark.parametrize("name", ["red-lib", "{{ .Release.Name }}-other", "blue-lib-{{ .Release.Name }}"])
    def test_what_cannot_be_there(self, name: str) -> None:
        assert self.found(name, "  templates:\n  {{- include 'all' . }}\n") == {"unknown-template-ref"}


class TestReferences:
    def test_no_list_of_templates_is_no_conflict(self) -> None:
        ref = "  entrypoint: main\n  workflowTemplateRef: {name: lib}\n"
        assert rules(library() + user(ref + "  templates: []\n")) == set()
        assert "templates-beside-reference" in rules(library() + user(ref + "  templates: [{name: a, suspend: {}}]\n"))

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
        assert rules(user("  workflowTemplateRef: {name: '{{workflow.name}}'}\n")) == {"unknown-workflow-template"}

    def test_a_cluster_wide_object_is_told_once(self) -> None:
        kind = "ClusterWorkflowTemplate"
        assert rules(user(name="{name: a}", kind=kind)) == {"cluster-scope-required"}
        scoped = "  workflowTemplateRef: {name: lib, clusterScope: true}\n"
        assert rules(library(kind=kind) + user(scoped, name="{name: a}", kind=kind)) == set()


class TestSpec:
    @pytest.mark.parametrize(
        "block",
        [
            "null", "{}", "{strategy: ''}", "{deleteDelayDuration: 5m}", "{labelSelector: {}}",
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
            activeDeadlineSeconds: 1
            retryStrategy: {retryPolicy: sometimes}
        """
        errors = [one for one in diagnostics(workflow(MAIN, spec)) if one.severity == "error"]
        assert errors == []


class TestCronWorkflows:
    SCHEDULES = "  schedules: ['0 3 * * *']"

    def test_fine(self) -> None:
        assert rules(cron(self.SCHEDULES)) == set()

    @pytest.mark.parametrize("schedule", ["60 * * * *", "", "* * * *", "@reboot", "TZ=UTC", "TZ=X/Y * * * * *"])
    def test_each_schedule_is_looked_at(self, schedule: str) -> None:
        assert rules(cron(f"  schedules: ['@daily', '{schedule}']")) == {"invalid-schedule"}

    def test_the_faulty_part_is_underlined(self) -> None:
        found = diagnostics(cron("  schedules:\n  - '0 3 * * 7'"))[0]
        assert (found.line, found.start.column, found.end.column) == (6, 14, 15)

    def test_a_zone_beside_a_zone(self) -> None:
        assert rules(cron("  schedules: ['TZ=UTC 0 3 * * *']\n  timezone: UTC")) == {"invalid-schedule"}

    @pytest.mark.parametrize(("version", "known"), [("4.1", False), ("3.7", False), ("3.6", True)])
    def test_time_zones_since_3_7(self, version: str, known: bool) -> None:
        assert ("invalid-timezone" not in rules(cron(self.SCHEDULES + "\n  timezone: Mars"), version)) == known

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
