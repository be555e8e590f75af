"""What Argo takes and refuses in templates, beyond what the pages show."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.rules.support import findings, workflow
from tests.rules.templates import CONTAINER, LEAVES, OTHERS, errors, main, template

PRINCIPAL = "krbServicePrincipalName: p, krbConfigConfigMap: {name: m, key: k}"


class TestType:
    @pytest.mark.parametrize("body", ["data: {}", "http: {}", "suspend: {}"])
    def test_an_empty_map_is_a_type(self, body: str) -> None:
        assert "template-type" not in errors(main(body))

    @pytest.mark.parametrize("other", ["suspend: {}", "steps: []", "data: {}"])
    def test_two_types_are_too_many_even_where_one_is_empty(self, other: str) -> None:
        assert "template-type" in errors(template(other))

    def test_null_is_no_type(self) -> None:
        assert "template-type" not in errors(template("suspend: null"))
        assert "template-type" in errors(main("suspend: null"))

    def test_a_misspelt_type_is_reported_once(self) -> None:
        assert errors(main("contaner: {image: busybox}")) == {"unknown-field"}

    def test_an_inline_template_needs_a_type(self) -> None:
        assert "template-type" in errors(main("steps: [[{name: one, inline: {inputs: {}}}]]"))


class TestArtifacts:
    @pytest.mark.parametrize("body", LEAVES)
    def test_leaves_need_a_path(self, body: str) -> None:
        assert "missing-artifact-path" in errors(
            template("inputs: {artifacts: [{name: a, optional: true}]}", body=body)
        )

    @pytest.mark.parametrize("body", OTHERS)
    def test_others_must_not_have_one(self, body: str) -> None:
        assert "misplaced-artifact-path" in errors(
            template("inputs: {artifacts: [{name: a, path: /a, optional: true}]}", body=body)
        )
        assert errors(template("inputs: {artifacts: [{name: a, optional: true}]}", body=body)) == set()

    def test_an_output_path_that_is_known_to_be_empty_is_none(self) -> None:
        line = "outputs: {artifacts: [{name: a, path: '{{workflow.parameters.empty}}'}]}"
        assert "missing-artifact-path" in errors(template(line))

    @pytest.mark.parametrize(
        "path",
        [
            "/tmp/a", "a", ".", "..", "../a", "../..", "/../a", "/..", "/", "//a/./bcd/", "/a/../a/b",
            "/tmp/ab", "/tmp//abc", "/tmp/a/..b", "{{workflow.parameters.open}}",
            "/tmp/{{workflow.parameters.open}}",
        ],
    )  # fmt: skip
    def test_paths_that_stay(self, path: str) -> None:
        assert errors(template(f"outputs: {{artifacts: [{{name: a, path: '{path}'}}]}}")) == set()

    @pytest.mark.parametrize(
        "path",
        [
            "/a/../b",
            "/a/..",
            "/a/../a",
            "/a/b/../../a/b",
            "a/..",
            "/tmp//ab",
            "./ab",
            "/tmp/./ab",
            "/tmp//éé",
        ],
    )
    @pytest.mark.parametrize("side", ["inputs", "outputs"])
    def test_paths_that_leave(self, side: str, path: str) -> None:
        line = f"{side}: {{artifacts: [{{name: a, path: {path}, optional: true}}]}}"
        assert "artifact-path-escape" in errors(template(line))

    def test_locations_of_outputs_are_not_looked_into(self) -> None:
        assert "incomplete-artifact-location" not in errors(
            template("outputs: {artifacts: [{name: a, path: /a, git: {}}]}")
        )

    @pytest.mark.parametrize("path", ["'{{workflow.parameters.word}}'", "a/b"])
    def test_an_hdfs_path_counts_as_it_is_written(self, path: str) -> None:
        hdfs = f"hdfs: {{addresses: [a], path: {path}, hdfsUser: u}}"
        line = f"inputs: {{artifacts: [{{name: a, path: /a, {hdfs}}}]}}"
        assert "incomplete-artifact-location" in errors(template(line))

    @pytest.mark.parametrize(
        ("secret", "enough"),
        [
            ("krbCCacheSecret: {name: s, key: k}", False),
            (f"krbCCacheSecret: {{name: s, key: k}}, {PRINCIPAL}", True),
            (f"krbKeytabSecret: {{name: s, key: k}}, {PRINCIPAL}", False),
            (f"krbKeytabSecret: {{name: s, key: k}}, {PRINCIPAL}, krbUsername: u, krbRealm: r", True),
        ],
    )
    def test_kerberos_needs_its_settings(self, secret: str, enough: bool) -> None:
        line = f"archiveLocation: {{hdfs: {{addresses: [a], path: /a, {secret}}}}}"
        assert ("incomplete-artifact-location" in errors(template(line))) is not enough


class TestContainers:
    def test_init_containers_may_have_the_name_wait(self) -> None:
        told = errors(template("initContainers: [{name: wait, image: busybox}]"))
        assert "reserved-container-name" not in told

    def test_sidecars_need_a_name_and_no_image(self) -> None:
        assert "init-container-without-name" in errors(template("sidecars: [{image: busybox}, {name: a}]"))

    @pytest.mark.parametrize(
        ("body", "reserved"), [("container", True), ("suspend", True), ("steps", False), ("dag", False)]
    )
    def test_reserved_names_of_sidecars(self, body: str, reserved: bool) -> None:
        text = template("sidecars: [{name: artifact-plugin-x, image: busybox}]", body=body)
        assert ("reserved-container-name" in errors(text)) is reserved
        assert "reserved-container-name" not in errors(text, "4.0")

    def test_paths_collide_as_they_are_written(self) -> None:
        mounts = "volumeMounts: [{name: a, mountPath: /m}, {name: b, mountPath: %s}]"
        for path, collides in (("/m/", False), ("/m", True), ("'/m{{workflow.parameters.empty}}'", True)):
            text = main(f"container: {{image: busybox, {mounts % path}}}")
            assert ("path-collision" in errors(text)) is collides

    def test_two_values_that_only_the_run_knows_do_not_collide(self) -> None:
        text = main(
            "inputs: {parameters: [{name: a, value: /a}, {name: b, value: /b}]}",
            "container: {image: busybox, volumeMounts: [{name: a, mountPath: '{{inputs.parameters.a}}'},"
            " {name: b, mountPath: '{{inputs.parameters.b}}'}]}",
        ).replace("kind: Workflow", "kind: WorkflowTemplate")
        assert "path-collision" not in errors(text)

    def test_artifacts_of_scripts_may_lie_in_volumes(self) -> None:
        inputs = "inputs: {artifacts: [{name: a, path: /m, raw: {data: x}}]}"
        script = "script: {image: busybox, source: ls, volumeMounts: [{name: a, mountPath: /m}]}"
        assert "path-collision" not in errors(main(inputs, script))

    def test_a_container_may_depend_twice_on_another(self) -> None:
        containers = "[{name: a, image: i}, {name: main, image: i, dependencies: [a, a]}]"
        assert errors(main(f"containerSet: {{containers: {containers}}}")) == set()

    def test_a_container_that_waits_for_itself_is_a_circle(self) -> None:
        containers = "[{name: main, image: i, dependencies: [main]}]"
        assert errors(main(f"containerSet: {{containers: {containers}}}")) == {"container-cycle"}

    def test_input_parameters_need_no_main_container(self) -> None:
        text = main("inputs: {parameters: [{name: a, value: b}]}", "containerSet: {containers: [{name: a, image: i}]}")
        assert errors(text) == set()


class TestImages:
    @pytest.mark.parametrize("image", ["''", "'{{workflow.parameters.empty}}'", "null"])
    def test_an_empty_image_is_none(self, image: str) -> None:
        assert "missing-image" in errors(main(f"container: {{image: {image}}}"))

    @pytest.mark.parametrize("image", ["'{{workflow.parameters.open}}'", "a/b"])
    def test_any_other_text_is_one(self, image: str) -> None:
        assert errors(main(f"container: {{image: {image}}}")) == set()

    def test_the_default_of_scripts_does_not_serve_containers(self) -> None:
        text = workflow("- name: main\n  container: {}\n", "templateDefaults: {script: {image: busybox}}\n")
        assert "missing-image" in errors(text)

    def test_only_the_first_inline_template_is_looked_at(self) -> None:
        first = "{name: a, inline: {container: {image: busybox}}}"
        assert errors(main("steps: [[{name: b, inline: {container: {}}}]]")) == {"missing-image"}
        assert errors(main(f"steps: [[{first}], [{{name: b, inline: {{container: {{}}}}}}]]")) == set()


class TestFields:
    @pytest.mark.parametrize("body", OTHERS)
    def test_timeout_is_for_leaves(self, body: str) -> None:
        assert "misplaced-template-field" in errors(template("timeout: 3s", body=body))
        assert errors(template("timeout: ''", body=body)) == set()

    @pytest.mark.parametrize("body", ["http", "plugin", *OTHERS])
    def test_resource_claims_are_for_pods(self, body: str) -> None:
        assert "misplaced-template-field" in errors(template("resourceClaims: [{name: a}]", body=body))
        assert "misplaced-template-field" not in errors(template("resourceClaims: []", body=body))

    @pytest.mark.parametrize(("body", "fits"), [("suspend", True), ("http", True), ("steps", False), ("dag", False)])
    def test_deadline(self, body: str, fits: bool) -> None:
        assert ("misplaced-template-field" in errors(template("activeDeadlineSeconds: 3", body=body))) is not fits

    @pytest.mark.parametrize(
        ("body", "fits"), [("suspend", False), ("container", False), ("steps", True), ("dag", True)]
    )
    def test_parallelism(self, body: str, fits: bool) -> None:
        assert ("misplaced-template-field" in errors(template("parallelism: -1", body=body))) is not fits

    @pytest.mark.parametrize(
        "timeout",
        ["30s", "'1.5'", "soon", "' 5'", "'99999999999999999999'", "'{{workflow.parameters.open}}'"],
    )
    def test_timeouts_that_pass(self, timeout: str) -> None:
        assert "invalid-timeout" not in errors(template(f"timeout: {timeout}"))

    @pytest.mark.parametrize("timeout", ["'30'", "'+5'", "'-1'", "'007'", "'{{workflow.parameters.number}}'"])
    def test_timeouts_without_unit(self, timeout: str) -> None:
        assert "invalid-timeout" in errors(template(f"timeout: {timeout}"))

    def test_a_default_makes_the_timeout_of_a_call(self) -> None:
        text = workflow(
            dedent("""\
            - name: main
              steps: [[{name: one, template: leaf}]]
            - name: leaf
              inputs: {parameters: [{name: t, default: '30'}]}
              timeout: '{{inputs.parameters.t}}'
              container: {image: busybox}
            """)
        )
        assert [rule for _, rule in findings(text)] == ["invalid-timeout"]
        assert errors(text.replace("'30'", "30s")) == set()

    @pytest.mark.parametrize(
        "deadline", ["1", "2.0", "'+5'", "'{{x}}'", "'{{x}} to {{y}}'", "'{{workflow.parameters.open}}s'"]
    )
    def test_deadlines_that_pass(self, deadline: str) -> None:
        assert "invalid-active-deadline" not in errors(template(f"activeDeadlineSeconds: {deadline}"))

    @pytest.mark.parametrize(
        "deadline",
        ["''", "30s", "-1", "'-1'", "'1.5'", "' 5'", "'a {{x}}'", "'{{workflow.parameters.word}}'"],
    )
    def test_deadlines_that_fail(self, deadline: str) -> None:
        assert "invalid-active-deadline" in errors(template(f"activeDeadlineSeconds: {deadline}"))

    @pytest.mark.parametrize("body", ["container", "steps"])
    @pytest.mark.parametrize("policy", ["always", "'{{workflow.parameters.word}}'"])
    def test_retry_policies(self, policy: str, body: str) -> None:
        assert "invalid-retry-policy" in errors(template(f"retryStrategy: {{retryPolicy: {policy}}}", body=body))
        assert errors(template("retryStrategy: {retryPolicy: ''}", body=body)) == set()

    def test_the_retry_policy_of_the_spec_is_not_looked_at(self) -> None:
        assert errors(workflow(f"- name: main\n{CONTAINER}", "retryStrategy: {retryPolicy: never}\n")) == set()
