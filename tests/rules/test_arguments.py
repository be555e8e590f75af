"""Arguments, hooks and names: what Argo takes, and traps that a page has no room for."""

from __future__ import annotations

import pytest

from tests.rules.manifests import HEAD, MAIN, TAKES, TAKING_LIBRARY, artifacts, calling, parameters, user
from tests.rules.support import rules, workflow


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
        template = "- name: main\n  inputs: {{artifacts: [{{name: a, path: /a{}}}]}}\n  container: {{image: b}}\n"
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
            "{name: a, enum: [x], default: z}",
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
        for given, fine in (("workflow.parameters.p", True), ("workflow.parameters.q", False), ("=1", False)):
            argument = f"{{name: t, value: '{{{{{given}}}}}', enum: [x]}}"
            call = f"steps: [[{{name: s, template: leaf, arguments: {{parameters: [{argument}]}}}}]]"
            found = rules(workflow(calling(call), spec))
            assert ("value-outside-enum" not in found) == fine, given


class TestHooks:
    @pytest.mark.parametrize("hook", ["exit: {template: main}", "a: {template: nope, expression: x}", "exit: null"])
    def test_fine(self, hook: str) -> None:
        assert "hook-needs-expression" not in rules(workflow(MAIN, f"hooks: {{{hook}}}\n"))

    @pytest.mark.parametrize("hook", ["Exit: {template: main}", "a: {}", "a: null", "a: {expression: ''}"])
    def test_refused(self, hook: str) -> None:
        assert "hook-needs-expression" in rules(workflow(MAIN, f"hooks: {{{hook}}}\n"))


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
