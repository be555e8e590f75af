"""Configuration files: which one counts, what it extends, and what is wrong with it."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import argolint
from argolint import resources
from argolint.project.configuration.effective import Configurations
from argolint.project.configuration.keys import FOR_FILES, KEYS, PER_FILE, is_in_order
from argolint.project.configuration.problems import flaws
from argolint.project.discovery import discover
from argolint.project.errors import UsageError
from argolint.rules.registry import all_rules
from argolint.schema.versions import parse

if TYPE_CHECKING:
    from pathlib import Path

    from argolint.project.outcome import Settings

SCHEMA = json.loads(resources.read("schemas", "config.json"))
MANIFEST = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: a-}
spec:
  entrypoint: main
  templates:
  - name: main
    container: {image: "alpine:latest", command: [date]}
"""
USER = MANIFEST.replace(
    'container: {image: "alpine:latest", command: [date]}',
    "steps: [[{name: a, templateRef: {name: NAME, template: t}}]]",
)
LIBRARY = """\
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: here, namespace: other}
spec: {templates: [{name: t, container: {image: "alpine:3", command: [date]}}]}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_toml", ".toml").replace("_yaml", ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def settings(path: str, **given: Any) -> Settings:
    return Configurations(given).settings(path)


def found(*paths: str, **config: Any) -> list[tuple[str, str, str]]:
    report = argolint.check(paths or ["."], config=config)
    return [(os.path.basename(one.file), one.rule, one.severity.value) for one in report.diagnostics]


def test_the_nearest_file_upward_counts(folder: Path) -> None:
    write(folder, argolint_toml='argo-version = "3.5"', a__b__argolint_toml='argo-version = "3.6"')
    assert settings("x.yaml").argo_version == parse("3.5")
    assert settings("a/x.yaml").argo_version == parse("3.5")
    assert settings("a/b/c/x.yaml").argo_version == parse("3.6")
    assert settings(str(folder / "a" / "b" / "x.yaml")).argo_version == parse("3.6")
    assert Configurations({}, isolated=True).settings("x.yaml").argo_version == parse("4.1")
    assert Configurations({}, file="argolint.toml").settings("a/b/x.yaml").argo_version == parse("3.5")


def test_pyproject_counts_where_it_has_a_table_of_ours(folder: Path) -> None:
    write(folder, argolint_toml='argo-version = "3.5"', a__pyproject_toml="[project]\nname = 'argolint'\n[tool.x]\n")
    write(
        folder,
        b__pyproject_toml='[tool.argolint]\nargo-version = "3.6"',
        c__pyproject_toml='[tool]\nargolint.argo-version = "3.7"',
    )
    assert settings("a/x.yaml").argo_version == parse("3.5")
    assert settings("b/x.yaml").argo_version == parse("3.6")
    assert settings("c/x.yaml").argo_version == parse("3.7")
    write(folder, b__argolint_toml='argo-version = "3.4"')
    assert settings("b/x.yaml").argo_version == parse("3.4")


def test_a_file_adds_to_what_it_extends(folder: Path) -> None:
    write(folder, base_toml='argo-version = "3.5"\nexternal = ["a"]\nprofile = "strict"\n[rules]\nstyle = "error"\n')
    write(folder, x__argolint_toml='extend = "../base.toml"\nexternal = ["b"]\nprofile = "default"\n')
    at = settings("x/y.yaml")
    assert (at.argo_version, at.external) == (parse("3.5"), ("a", "b"))
    assert [layer.profile for layer in at.layers] == ["strict", "default"]


def test_a_circle_is_told_with_its_place(folder: Path) -> None:
    write(folder, argolint_toml='# hi\nextend = "b.toml"', b_toml='extend = "argolint.toml"')
    with pytest.raises(
        UsageError, match=r"b\.toml:1:10: `extend` runs in a circle: argolint\.toml → b\.toml → argolint"
    ):
        settings("x.yaml")


def test_a_missing_file_is_told_with_who_names_it(folder: Path) -> None:
    write(folder, argolint_toml='extend = "gone.toml"')
    with pytest.raises(
        UsageError, match=r"argolint\.toml:1: the configuration `gone\.toml` cannot be read: no such file"
    ):
        settings("x.yaml")
    with pytest.raises(UsageError, match=r"^the configuration `none\.toml` cannot be read"):
        Configurations({}, file="none.toml")
    write(folder, pyproject_toml="[project]\n")
    with pytest.raises(UsageError, match=r"no table `\[tool\.argolint\]`"):
        Configurations({}, file="pyproject.toml")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('argo-version = "3.7"\nselct = []', "2:1: there is no setting `selct`: did you mean `select`?"),
        (
            "argo-version = 3.7",
            '1:16: `argo-version` must be a version in quotes, such as `"4.1"`, or a list of them, not `3.7`',
        ),
        ('argo-version = ["3.7", "9.1"]', "1:24: Argo 9.1 is not known, only "),
        ('kubernetes-version = "0.1"', "1:22: Kubernetes 0.1 is not known, only "),
        ('[rules]\nimage-latst = "off"', "2:1: there is no rule or group `image-latst`: did you mean `image-latest`?"),
        ('[rules]\nstyle = "of"', '2:9: `style` must be `off`, `info`, `warning` or `error`, not `"of"`'),
        ('mandatory = ["secutity"]', "1:14: there is no rule or group `secutity`: did you mean `security`?"),
        (
            '[per-file."a"]\nfail-on = "info"',
            "2:1: `fail-on` cannot differ from file to file: it belongs above all tables",
        ),
        ('[per-file."a"]\nprofle = "info"', "2:1: files have no setting `profle`: did you mean `profile`?"),
        ('require-reason = "yes"', '1:18: `require-reason` must be true or false, not `"yes"`'),
        ("exclude = 'a'", '1:11: `exclude` must be a list, not `"a"`'),
        ("exclude = ['']", '1:12: each item of `exclude` must be a text that is not empty, not `""`'),
        ("per-file = 1", "1:12: `per-file` must be a table, not `1`"),
        ("x = = 1", "1:5: invalid value"),
        ("x = '", "1: expected "),
    ],
)
def test_mistakes_have_places(folder: Path, text: str, told: str) -> None:
    (folder / "argolint.toml").write_text(text)
    with pytest.raises(UsageError, match=re.escape(f"a mistake in the configuration: argolint.toml:{told}")):
        settings("x.yaml")


def test_all_mistakes_are_told_at_once(folder: Path) -> None:
    write(folder, argolint_toml='extend = "b.toml"\nprofile = "x"\nignore = ["zzz"]', b_toml="jobs = -1")
    with pytest.raises(UsageError) as caught:
        settings("x.yaml")
    assert [line.split(" ")[2] for line in caught.value.message.splitlines()[1:]] == [
        "argolint.toml:2:11:",
        "argolint.toml:3:11:",
        "b.toml:1:8:",
    ]


def test_text_that_is_not_utf8_is_told(folder: Path) -> None:
    (folder / "argolint.toml").write_bytes(b"x = 1\n# \xff")
    with pytest.raises(UsageError, match=r"argolint\.toml:2: the text is not UTF-8"):
        settings("x.yaml")


def test_files_of_one_run_have_settings_of_their_own(folder: Path) -> None:
    write(folder, a_yaml=MANIFEST, x__b_yaml=MANIFEST, x__y__c_yaml=MANIFEST)
    write(
        folder,
        x__argolint_toml='[rules]\nimage-latest = "error"\n[per-file."y/*.yaml"]\nignore = ["style", "security"]\n',
    )
    assert found() == [("a.yaml", "image-latest", "info"), ("b.yaml", "image-latest", "error")]
    assert found(select=["image-latest"]) == [
        ("a.yaml", "image-latest", "info"),
        ("b.yaml", "image-latest", "error"),
        ("c.yaml", "image-latest", "error"),
    ]


def test_references_reach_across_files_with_other_settings(folder: Path) -> None:
    write(folder, a__user_yaml=USER.replace("NAME", "here"), b__library_yaml=LIBRARY.replace(", namespace: other", ""))
    write(folder, b__argolint_toml='argo-version = "3.7"')
    assert found() == []


def test_versions_differ_by_file(folder: Path) -> None:
    text = MANIFEST.replace("alpine:latest", "alpine:3").replace(
        "entrypoint: main", "entrypoint: main\n  synchronization: {mutexes: [{name: a}]}"
    )
    write(folder, old__a_yaml=text, new__a_yaml=text, argolint_toml='[per-file."old/"]\nargo-version = "3.5"\n')
    report = argolint.check(["."])
    assert {(one.file, one.rule) for one in report.diagnostics} == {("old/a.yaml", "removed-field")}


def test_excluded_files_are_left_out_of_folders_only(folder: Path) -> None:
    write(
        folder,
        a_yaml=MANIFEST,
        x__b_yaml=MANIFEST,
        x__keep_yaml=MANIFEST,
        argolint_toml='exclude = ["x/*", "!keep.yaml"]',
    )
    assert {name for name, _, _ in found()} == {"a.yaml", "keep.yaml"}
    assert {name for name, _, _ in found("x/b.yaml")} == {"b.yaml"}


@pytest.mark.parametrize(
    ("references", "name", "missing"),
    [
        ("workspace", "gone", True),
        ("cluster", "gone", False),
        ("cluster", "here", True),
        ("lenient", "here", False),
    ],
)
def test_references_decide_about_templates_that_no_file_has(
    folder: Path, references: str, name: str, missing: bool
) -> None:
    write(folder, user_yaml=USER.replace("NAME", name), library_yaml=LIBRARY)
    rules = [rule for _, rule, _ in found(references=references, ignore=["unused"])]
    assert rules == (["unknown-template-ref"] if missing else [])


def test_external_names_live_elsewhere(folder: Path) -> None:
    write(folder, user_yaml=USER.replace("NAME", "shared-build"))
    assert found(external=["shared-*"]) == []
    assert [rule for _, rule, _ in found(external=["shared"])] == ["unknown-template-ref"]


def test_the_library_call_reads_configuration_unless_isolated(folder: Path) -> None:
    write(folder, a_yaml=MANIFEST, argolint_toml='[rules]\nimage-latest = "off"')
    assert argolint.check(["a.yaml"]).diagnostics == ()
    assert len(argolint.check(["a.yaml"], isolated=True).diagnostics) == 1
    with pytest.raises(UsageError, match="`jobs` must be a whole number"):
        argolint.check(["a.yaml"], config={"jobs": "two"})


def test_a_start_without_a_file_only_asks_for_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a" / "b").mkdir(parents=True)
    asked: list[str] = []
    real = os.path.isfile
    monkeypatch.setattr("os.path.isfile", lambda path: asked.append(path) or real(path))
    configurations = Configurations({})
    for number in range(100):
        configurations.settings(f"a/b/{number}.yaml")
        configurations.excludes(f"a/{number}.yaml")
    depth = len((folder / "a" / "b").resolve().parts)
    assert len(asked) == 2 * depth


def test_the_schema_and_the_table_know_the_same_settings() -> None:
    assert set(SCHEMA["properties"]) == set(KEYS)
    assert set(SCHEMA["properties"][PER_FILE]["additionalProperties"]["properties"]) == FOR_FILES
    for name, key in KEYS.items():
        stated = SCHEMA["properties"][name]
        stated = SCHEMA["$defs"][name] if stated.get("$ref") == f"#/$defs/{name}" else stated
        assert "default" not in stated or stated["default"] == key.default, name


VALUES = st.recursive(
    st.sampled_from(["", "x", "off", "info", "error", "strict", "cluster", "never", 0, 1, -1, 1.5, True, False]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["a", "*.yaml", *KEYS]), inner, max_size=2)
    ),
    max_leaves=4,
)
VALIDATOR = Draft202012Validator(SCHEMA)


@given(st.dictionaries(st.sampled_from(["x", *KEYS]), VALUES, max_size=3))
def test_the_quick_look_and_the_schema_agree(table: dict[str, Any]) -> None:
    assert is_in_order(table) == VALIDATOR.is_valid(table)
    assert is_in_order(table) or flaws(table)


def test_every_rule_may_be_named() -> None:
    names = [name for rule in all_rules() for name in (rule.name, rule.group, *rule.aliases)]
    assert flaws({"select": names, "rules": dict.fromkeys(names, "warning")}) == []


def test_an_excluded_folder_is_not_looked_into(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(
        folder,
        argolint_toml='exclude = ["vendor/", "!vendor/keep.yaml", "**/old"]',
        vendor__keep_yaml="",
        vendor__deep__a_yaml="",
        flows__old__b_yaml="",
        flows__c_yaml="",
    )
    scanned: list[str] = []
    original = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: scanned.append(path) or original(path))
    found = discover(["."], excludes=Configurations({}).excludes)
    assert found.files == ("flows/c.yaml",)
    assert scanned == [".", "flows"]
    assert discover(["vendor"], excludes=Configurations({}).excludes).empty == ("vendor",)
    assert discover(["vendor/keep.yaml"], excludes=Configurations({}).excludes).files == ("vendor/keep.yaml",)
