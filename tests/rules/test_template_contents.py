"""What Argo takes and refuses in resources, metrics and outputs of templates, beyond what the pages show."""

from __future__ import annotations

import pytest

from tests.rules.support import findings
from tests.rules.templates import errors, main, template


class TestResources:
    @pytest.mark.parametrize("action", ["get", "delete"])
    def test_reading_needs_no_manifest(self, action: str) -> None:
        assert errors(main(f"resource: {{action: {action}, manifest: 'a: [', manifestFrom: {{}}}}")) == set()

    @pytest.mark.parametrize("manifest", ["''", "null", "'{{workflow.parameters.empty}}'"])
    def test_an_empty_manifest_is_none(self, manifest: str) -> None:
        assert "resource-manifest" in errors(main(f"resource: {{action: create, manifest: {manifest}}}"))

    def test_an_action_of_which_nothing_is_known_passes(self) -> None:
        assert errors(main("resource: {action: '{{workflow.parameters.open}}', manifest: 'a: b'}")) == set()
        assert "invalid-resource-action" in errors(
            main("resource: {action: '{{workflow.parameters.word}}', manifest: 'a: b'}")
        )

    @pytest.mark.parametrize(
        "manifest",
        [
            '"text"', '"[a]"', '"a: b\\na: c"', '"a: b\\n---\\nc: ["', '"{{workflow.parameters.open}}: ["',
            '"a: {{workflow.parameters.open}}"', '"a: {{= 1 + 1 }}"', '"a: \'{{x}}\'"', '"# none"',
        ],
    )  # fmt: skip
    def test_manifests_that_pass(self, manifest: str) -> None:
        assert "broken-manifest" not in errors(main(f"resource: {{action: create, manifest: {manifest}}}"))

    @pytest.mark.parametrize("manifest", ['"a: ["', '"a: {{x}}"', '"~: b"', '"a: .inf"', '"a: *b"', '"a:\\n\\tb: c"'])
    def test_manifests_that_fail(self, manifest: str) -> None:
        assert "broken-manifest" in errors(main(f"resource: {{action: create, manifest: {manifest}}}"))

    def test_the_line_of_a_broken_manifest(self) -> None:
        lines = (
            "resource:",
            "  action: create",
            "  manifest: |",
            "    name: {{workflow.name}}",
            "    text: {{x}}",
        )
        assert [(line, rule) for line, rule in findings(main(*lines)) if rule == "broken-manifest"] == [
            (15, "broken-manifest")
        ]


class TestMetrics:
    def metric(self, text: str) -> str:
        return template(f"metrics: {{prometheus: [{{{text}}}]}}")

    @pytest.mark.parametrize("name", ["a", "_a1", "A", "'m_{{workflow.parameters.word}}'"])
    def test_names(self, name: str) -> None:
        assert "invalid-metric-name" not in errors(self.metric(f"name: {name}, help: h"))

    @pytest.mark.parametrize("name", ["1a", "a-b", "mé", "''", "'{{x}}'", "'{{workflow.parameters.open}}'"])
    def test_names_that_fail(self, name: str) -> None:
        assert "invalid-metric-name" in errors(self.metric(f"name: {name}, help: h"))

    def test_a_colon_until_3_5(self) -> None:
        text = self.metric("name: 'a:b', help: h, labels: [{key: 'c:d', value: e}]")
        assert "invalid-metric-name" not in errors(text, "3.5")
        assert "invalid-metric-name" in errors(text, "3.6")

    def test_none_and_several_kinds_pass(self) -> None:
        for kinds in (
            "",
            ", counter: {value: '1'}, gauge: {value: x, realtime: true}, histogram: {value: y}",
        ):
            assert "incomplete-metric" not in errors(self.metric(f"name: a, help: h{kinds}"))

    @pytest.mark.parametrize("kind", ["counter", "gauge", "histogram"])
    def test_a_kind_needs_a_value(self, kind: str) -> None:
        assert "incomplete-metric" in errors(self.metric(f"name: a, help: h, {kind}: {{value: ''}}"))


class TestOutputs:
    def output(self, text: str, body: str = "container") -> set[str]:
        return errors(template(f"outputs: {{parameters: [{{name: a, {text}}}]}}", body=body))

    @pytest.mark.parametrize("value_from", ["{}", "{default: a}", "{event: a}", "{path: ''}", "{supplied: null}"])
    def test_no_source(self, value_from: str) -> None:
        assert "output-source" in self.output(f"valueFrom: {value_from}", "suspend")

    @pytest.mark.parametrize("value_from", ["{path: /a, event: e}", "{path: /a, default: d}"])
    def test_what_is_no_source_counts_for_nothing(self, value_from: str) -> None:
        assert self.output(f"valueFrom: {value_from}") == set()

    def test_an_empty_value_is_a_value(self) -> None:
        assert self.output("value: ''") == set()

    @pytest.mark.parametrize("body", ["suspend", "http", "plugin", "data"])
    def test_some_types_take_any_source(self, body: str) -> None:
        assert self.output("valueFrom: {jqFilter: a}", body) == set()

    def test_a_template_says_first_how_many_then_which(self) -> None:
        assert self.output("valueFrom: {parameter: a, expression: b}") == {"output-source"}

    @pytest.mark.parametrize("name", ["a_b-C", "'{{workflow.parameters.open}}'", "'a b {{x.y}}'", "'{{item}}.b'"])
    def test_global_names(self, name: str) -> None:
        assert "invalid-global-name" not in self.output(f"value: v, globalName: {name}")

    @pytest.mark.parametrize("name", ["a.b", '"a\\n"', "'{{ item }}'", "'{{workflow.parameters.open}}.b'"])
    def test_global_names_that_fail(self, name: str) -> None:
        assert "invalid-global-name" in self.output(f"value: v, globalName: {name}")

    @pytest.mark.parametrize(
        "parameter",
        ["inputs.parameters.i", "workflow.name", "steps.one.id", "'steps.{{inputs.parameters.i}}.id'"],
    )
    def test_references_that_may_be_found(self, parameter: str) -> None:
        text = template(
            "inputs: {parameters: [{name: i, value: one}]}",
            f"outputs: {{parameters: [{{name: a, valueFrom: {{parameter: {parameter}}}}}]}}",
            body="steps",
        )
        assert errors(text) == set()

    def test_a_default_excuses_a_reference(self) -> None:
        assert self.output("valueFrom: {parameter: steps.two.id, default: d}", "steps") == set()
        assert self.output("valueFrom: {parameter: steps.two.id}", "steps") == {"output-reference"}

    def test_workflow_in_a_text_of_an_expression_is_no_name(self) -> None:
        assert self.output("valueFrom: {expression: \"'workflow.name'\"}", "steps") == set()
