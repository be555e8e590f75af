"""Security rules: what is unsafe, and what only looks so."""

from __future__ import annotations

from textwrap import indent

import pytest

from argolint.project.session import Settings, check_sources
from argolint.rules.registry import all_rules
from argolint.security.secrets import header_secret, is_plain_secret, known_forms
from argolint.source import SourceFile
from tests.rules.support import diagnostics, rules, workflow


def security(text: str, *, everything: bool = False) -> set[str]:
    """The rules of the group that speak unasked, or all of them."""
    found = check_sources([SourceFile("a.yaml", text)], Settings(select=("security",))).diagnostics
    unasked = {rule.name for rule in all_rules() if rule.default}
    return {one.rule for one in found if everything or one.rule in unasked}


def template(body: str, spec: str = "", kind: str = "WorkflowTemplate") -> str:
    return workflow("- name: main\n" + indent(body, "  "), spec, kind)


def shell(source: str, *, inputs: str = "{name: a}", more: str = "") -> str:
    return template(
        f"inputs: {{parameters: [{inputs}]}}\n"
        f"script:\n  image: debian:13\n  command: [sh]\n{more}  source: |\n" + indent(source, "    ")
    )


class TestInjection:
    @pytest.mark.parametrize(
        "tag",
        [
            "{{inputs.parameters.a}}",
            "{{ inputs.parameters.a }}",
            "{{inputs.parameters}}",
            "{{workflow.parameters.b}}",
            "{{workflow.labels.owner}}",
            "{{=inputs.parameters.a}}",
            "{{=sprig.upper(inputs.parameters['a'])}}",
            "{{=toJson(inputs.parameters.a)}}",
        ],
    )
    def test_pasted(self, tag: str) -> None:
        spec = "arguments: {parameters: [{name: b, value: c}]}\nworkflowMetadata: {labels: {owner: me}}\n"
        text = shell(f"echo {tag}\n").replace("spec:\n", "spec:\n" + indent(spec, "  "))
        assert "template-injection" in security(text)

    @pytest.mark.parametrize(
        "tag",
        [
            "{{workflow.name}}",
            "{{workflow.uid}}",
            "{{pod.name}}",
            "{{workflow.creationTimestamp.Y}}",
            "{{=asInt(inputs.parameters.a)}}",
            "{{something.else}}",
        ],
    )
    def test_harmless(self, tag: str) -> None:
        assert "template-injection" not in rules(shell(f"echo {tag}\n"))

    def test_paths_of_artifacts_are_the_authors(self) -> None:
        body = (
            "inputs: {artifacts: [{name: a, path: /a}]}\n"
            "container: {image: b:1, command: [sh, -c, 'cat {{inputs.artifacts.a.path}}']}\n"
        )
        assert "template-injection" not in rules(template(body))

    def test_an_enum_of_words(self) -> None:
        assert "template-injection" not in rules(
            shell("echo {{inputs.parameters.a}}\n", inputs="{name: a, enum: [x, y-z]}")
        )
        assert "template-injection" in rules(
            shell("echo {{inputs.parameters.a}}\n", inputs="{name: a, enum: [x, 'y;z']}")
        )

    @pytest.mark.parametrize(
        "command", ["[echo, '{{inputs.parameters.a}}']", "[sh, -c, 'echo $1', --, '{{inputs.parameters.a}}']"]
    )
    def test_arguments_are_no_program(self, command: str) -> None:
        body = f"inputs: {{parameters: [{{name: a}}]}}\ncontainer: {{image: b:1, command: {command}}}\n"
        assert "template-injection" not in rules(template(body))

    @pytest.mark.parametrize(
        ("value", "loop", "plain"),
        [
            ("hello", "", True),
            ("it's", "", False),
            ("'{{item}}'", "withSequence: {count: '3'}", True),
            ("'{{item}}'", "withItems: [a, b]", False),
            ("'{{steps.before.outputs.result}}'", "", False),
            ("'{{steps.before.exitCode}}'", "", True),
            ("'{{workflow.name}}-1'", "", True),
            ("'{{workflow.parameters.p}}'", "", False),
        ],
    )
    def test_values_of_the_only_callers(self, value: str, loop: str, plain: bool) -> None:
        text = workflow(
            f"""\
            - name: main
              steps:
                - - {{name: before, template: noop}}
                - - name: call
                    template: say
                    arguments: {{parameters: [{{name: a, value: {value}}}]}}
                    {loop}
            - name: noop
              container: {{image: "a:1", command: [date]}}
            - name: say
              inputs: {{parameters: [{{name: a}}]}}
              container: {{image: "a:1", command: [sh, -c, "echo {{{{inputs.parameters.a}}}}"]}}
            """,
            "arguments: {parameters: [{name: p, value: v}]}\n",
        )
        assert ("template-injection" not in rules(text)) == plain

    def test_anybody_may_call_a_library(self) -> None:
        text = workflow(
            """\
            - name: main
              steps: [[{name: call, template: say, arguments: {parameters: [{name: a, value: b}]}}]]
            - name: say
              inputs: {parameters: [{name: a}]}
              container: {image: "a:1", command: [sh, -c, "echo {{inputs.parameters.a}}"]}
            """,
            kind="WorkflowTemplate",
        )
        assert "template-injection" in rules(text)

    def test_one_finding_a_program(self) -> None:
        text = shell("echo {{inputs.parameters.a}} {{workflow.parameters.b}} {{inputs.parameters.a}}\n")
        (found,) = [one for one in diagnostics(text) if one.rule == "template-injection"]
        assert len(found.labels) == 1

    @pytest.mark.parametrize(
        ("source", "mended"),
        [
            ("echo {{inputs.parameters.a}}", 'echo "$A"'),
            ('echo "x {{inputs.parameters.a}}y"', 'echo "x ${A}y"'),
            ("echo '{{inputs.parameters.a}}'", 'echo "$A"'),
            ("echo 'x {{inputs.parameters.a}}'", "echo 'x '\"$A\"''"),
            ("cat <<EOF\n{{inputs.parameters.a}}\nEOF", None),
        ],
    )
    def test_fix(self, source: str, mended: str | None) -> None:
        text = shell(source + "\n")
        (found,) = [one for one in diagnostics(text) if one.rule == "template-injection"]
        if mended is None:
            assert found.fix is None
            return
        assert found.fix is not None
        after = text
        for edit in sorted(found.fix.edits, key=lambda edit: edit.span, reverse=True):
            after = after[: edit.span.start] + edit.text + after[edit.span.end :]
        assert mended in after
        assert 'value: "{{inputs.parameters.a}}"' in after
        assert "template-injection" not in rules(after)

    @pytest.mark.parametrize(
        "env",
        [
            "  env: [{name: B, value: b}]\n",
            "  env:\n    - name: B\n      value: b\n",
            "  env:\n  - {name: B}\n",
        ],
    )
    def test_fix_beside_other_variables(self, env: str) -> None:
        text = shell("echo {{inputs.parameters.a}}\n", more=env)
        (found,) = [one for one in diagnostics(text) if one.rule == "template-injection"]
        assert found.fix is not None
        after = text
        for edit in sorted(found.fix.edits, key=lambda edit: edit.span, reverse=True):
            after = after[: edit.span.start] + edit.text + after[edit.span.end :]
        assert security(after) == set()
        assert rules(after) <= rules(text)


class TestSecrets:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("password", "hunter2"),
            ("db-password", "correct horse"),
            ("PGPASSWORD", "s3cret"),
            ("dbPassword", "abc123"),
            ("api_key", "a1b2c3d4e5f6"),
            ("GITHUB_TOKEN", "0123456789abcdef"),
            ("client-secret", "Zm9vYmFyYmF6cXV4"),
        ],
    )
    def test_plain(self, name: str, value: str) -> None:
        assert is_plain_secret(name, value)

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("password", ""),
            ("password", "changeme"),
            ("password", "<your password>"),
            ("password", "${DB_PASSWORD}"),
            ("password", "{{inputs.parameters.password}}"),
            ("password-file", "/run/secrets/pw"),
            ("PWD", "/work"),
            ("secret", "my-secret"),
            ("secret", "db-creds-2"),
            ("secret-name", "hunter2x9"),
            ("max-token", "4096abcd"),
            ("max-tokens", "4096"),
            ("token", "hello"),
            ("token-url", "https://example.com/a1b2c3d4"),
            ("private-key", "/keys/id_rsa"),
        ],
    )
    def test_not(self, name: str, value: str) -> None:
        assert not is_plain_secret(name, value)

    @pytest.mark.parametrize(
        "text",
        [
            "AKIA2E0A8F3B244C9986",
            "ghp_" + "a1" * 18,
            "-----BEGIN RSA PRIVATE KEY-----",
            "-----BEGIN PRIVATE KEY-----",
            "postgres://app:hunter2@db/app",
        ],
    )
    def test_forms(self, text: str) -> None:
        assert list(known_forms(f"x {text} y", 0, len(text) + 4))

    @pytest.mark.parametrize(
        "text",
        [
            "AKIAIOSFODNN7EXAMPLE",
            "https://user:password@host",
            "https://user:$PASS@host",
            "https://host:8080/a@b",
            "git@host:a",
            "-----BEGIN PUBLIC KEY-----",
        ],
    )
    def test_no_forms(self, text: str) -> None:
        assert not list(known_forms(f"x {text} y", 0, len(text) + 4))

    def test_addresses(self) -> None:
        text = template("http: {url: 'https://example.com/x?id=0123456789abcdef&token=0123456789abcdef'}")
        (found,) = [one for one in diagnostics(text) if one.rule == "plain-text-secret"]
        assert text[found.span.start - 6 : found.span.end] == "token=0123456789abcdef"

    def test_headers(self) -> None:
        assert header_secret("Authorization", "Bearer abc.def.ghi")
        assert not header_secret("Authorization", "Bearer {{inputs.parameters.t}}")
        assert not header_secret("Content-Type", "application/json")


class TestPods:
    @pytest.mark.parametrize(
        ("field", "rule"),
        [
            ("securityContext: {privileged: true}", "privileged-container"),
            ("securityContext: {capabilities: {add: [SYS_ADMIN]}}", "added-capability"),
            ("securityContext: {capabilities: {add: [CAP_NET_RAW]}}", "added-capability"),
            ("securityContext: {capabilities: {add: [CHOWN]}}", None),
            ("securityContext: {privileged: false}", None),
            ("securityContext: {capabilities: {add: ['{{inputs.parameters.c}}']}}", None),
        ],
    )
    @pytest.mark.parametrize("place", ["template", "defaults", "patch"])
    def test_containers(self, field: str, rule: str | None, place: str) -> None:
        plain = "container: {image: 'a:1', command: [date]}"
        text = {
            "template": template(f"inputs: {{parameters: [{{name: c}}]}}\n{plain[:-1]}, {field}}}\n"),
            "defaults": template(plain, f"templateDefaults: {{container: {{{field}}}}}\n"),
            "patch": template(plain, f"podSpecPatch: |\n  containers: [{{name: main, {field}}}]\n"),
        }[place]
        wanted = {"privileged-container", "added-capability"}
        assert rules(text) & wanted == ({rule} if rule else set())

    def test_places_in_a_patch(self) -> None:
        patch = '{"containers": [{"name": "main", "securityContext": {"privileged": true}}]}'
        text = template(f"podSpecPatch: '{patch}'\ncontainer: {{image: 'a:1', command: [date]}}")
        (found,) = [one for one in diagnostics(text) if one.rule == "privileged-container"]
        assert text[slice(*found.span)] == '"privileged"'

    @pytest.mark.parametrize(
        ("spec", "clean"),
        [
            ("", False),
            ("securityContext: {runAsNonRoot: true}\n", True),
            ("securityContext: {runAsUser: 1000}\n", True),
            ("securityContext: {runAsUser: 0}\n", False),
            ("templateDefaults: {securityContext: {runAsNonRoot: true}}\n", True),
            ("templateDefaults: {container: {securityContext: {runAsNonRoot: true}}}\n", True),
            ("podSpecPatch: '{}'\n", True),
        ],
    )
    def test_who_runs_it(self, spec: str, clean: bool) -> None:
        text = template("container: {image: 'a:1', command: [date]}", spec)
        assert ("run-as-root" not in security(text, everything=True)) == clean


class TestReferences:
    @pytest.mark.parametrize(
        ("field", "told"),
        [
            ("serviceAccountName: admin", True),
            ("hostNetwork: true", True),
            ("artifactGC: {serviceAccountName: admin}", True),
            ("artifactGC: {strategy: OnWorkflowDeletion}", False),
            ("ttlStrategy: {secondsAfterCompletion: 1}", False),
            ("entrypoint: main", False),
            ("parallelism: 3", False),
            ("volumes: null", False),
        ],
    )
    def test_override(self, field: str, told: bool) -> None:
        library = template("container: {image: 'a:1', command: [date]}\n")
        user = "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: run}\nspec:\n"
        user += f"  workflowTemplateRef: {{name: test}}\n  {field}\n"
        assert ("template-ref-override" in rules(library + "---\n" + user)) == told

    @pytest.mark.parametrize(
        ("patch", "told"),
        [
            ("'{{inputs.parameters.a}}'", True),
            ("'{{=inputs.parameters.a}}'", True),
            ("'{\"containers\": {{inputs.parameters.a}}}'", True),
            ('\'{"containers": [{"name": "main", "image": "{{inputs.parameters.a}}"}]}\'', False),
            ("'{\"volumes\": [ {{inputs.parameters.a}}]}'", True),
            ("'{\"args\": [{{inputs.parameters.a}}]}'", False),
            ("'{\"activeDeadlineSeconds\": {{inputs.parameters.a}}}'", False),
            ("'{{workflow.name}}'", False),
        ],
    )
    def test_patches(self, patch: str, told: bool) -> None:
        container = "container: {image: 'a:1', command: [date]}"
        body = f"inputs: {{parameters: [{{name: a}}]}}\npodSpecPatch: {patch}\n{container}"
        assert ("pod-spec-patch-from-parameter" in rules(template(body))) == told

    @pytest.mark.parametrize(
        ("url", "told"),
        [
            ("{{inputs.parameters.a}}", True),
            ("https://{{inputs.parameters.a}}/x", True),
            ("https://api.{{inputs.parameters.a}}.example.com/x", True),
            ("{{inputs.parameters.a}}/x", True),
            ("https://example.com/{{inputs.parameters.a}}", False),
            ("https://example.com?x={{inputs.parameters.a}}", False),
            ("https://{{workflow.namespace}}.example.com", False),
        ],
    )
    def test_hosts(self, url: str, told: bool) -> None:
        body = f"inputs: {{parameters: [{{name: a}}]}}\nhttp: {{url: '{url}'}}"
        assert ("http-url-from-parameter" in rules(template(body))) == told

    @pytest.mark.parametrize(
        ("endpoint", "told"),
        [
            ("s3.example.com", True),
            ("minio:9000", False),
            ("minio.argo:9000", False),
            ("minio.argo.svc.cluster.local:9000", False),
            ("10.0.0.3:9000", False),
            ("{{inputs.parameters.a}}", False),
        ],
    )
    def test_stores(self, endpoint: str, told: bool) -> None:
        body = (
            "inputs: {parameters: [{name: a}]}\ncontainer: {image: 'a:1', command: [date]}\n"
            "outputs: {artifacts: [{name: o, path: /o, s3: "
            f"{{endpoint: '{endpoint}', bucket: b, key: k, insecure: true}}}}]}}"
        )
        assert ("insecure-artifact" in rules(template(body))) == told


def test_a_role_in_a_resource_template() -> None:
    manifest = """\
resource:
  action: create
  manifest: |
    apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata:
      name: "{{workflow.name}}"
    rules:
      - apiGroups: [""]
        resources: ["*"]
        verbs: [get]
"""
    text = template(manifest, "serviceAccountName: maker\n")
    report = check_sources([SourceFile("a.yaml", text)], Settings(select=("wildcard-role",)))
    (found,) = report.diagnostics
    assert text[slice(*found.span)] == '"*"'


def test_an_image_in_a_manifest_is_said_to_stand_there() -> None:
    manifest = """\
resource:
  action: create
  manifest: |
    apiVersion: v1
    kind: Pod
    metadata: {name: a}
    spec: {containers: [{name: a, image: "alpine:latest"}]}
"""
    (found,) = [one for one in diagnostics(template(manifest)) if one.rule == "image-latest"]
    assert found.message.startswith("`manifest` of template `main` runs `alpine:latest`")


def test_profiles() -> None:
    text = template("container: {image: busybox, command: [date]}")
    default, all_of_it = security(text), security(text, everything=True)
    assert default == set()
    assert {"untagged-image", "run-as-root", "writable-root", "automounted-token"} <= all_of_it
    report = check_sources([SourceFile("a.yaml", text)], Settings(profile="security"))
    assert all_of_it <= {one.rule for one in report.diagnostics}
