"""`argolint config` and `argolint schema`, and configuration files on the command line of `check`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from argolint.schema.versions import SUPPORTED
from tests.cli.conftest import BAD, GOOD
from tests.goldens import assert_golden

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Outcome

    Run = Callable[..., Outcome]

BASE = """\
argo-version = "3.7"
external = ["shared-*"]
ignore = ["image-latest"]

[rules]
dag-cycle = "warning"
run-as-root = "info"
"""
OWN = """\
[tool.argolint]
extend = "../base.toml"
external = ["tools"]
fail-on = "warning"

[tool.argolint.per-file."old/*.yaml"]
argo-version = ["3.4", "3.5"]
rules = { unused = "off", "dag-cycle" = "info" }
"""


@pytest.fixture
def project(folder: Path) -> Path:
    (folder / "team").mkdir()
    (folder / "base.toml").write_text(BASE)
    (folder / "team" / "pyproject.toml").write_text(OWN)
    return folder


@pytest.mark.parametrize("name", ["text", "json"])
def test_effective_settings_are_as_agreed(argolint: Run, project: Path, name: str) -> None:
    arguments = ("team/old/a.yaml", "--format", name, "--profile", "security", "--ignore", "graph")
    status, out, err = argolint("config", *arguments)
    assert (status, err) == (0, "")
    assert_golden(__file__, f"config-{name}.txt", out)


def test_without_configuration_all_is_default(argolint: Run) -> None:
    status, out, err = argolint("config", "--isolated")
    assert (status, err) == (0, "")
    assert_golden(__file__, "config-default.txt", out)


def test_rules_that_a_selection_leaves_out_are_not_listed(argolint: Run) -> None:
    _, out, _ = argolint("config", "--select", "names")
    assert "rules that differ" not in out


def test_a_broken_configuration_is_a_wrong_use(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(GOOD)
    (folder / "argolint.toml").write_text("ignor = []\n")
    told = "error: a mistake in the configuration: argolint.toml:1:1: there is no setting `ignor`: did you mean"
    for command in ("check", "config"):
        status, out, err = argolint(command)
        assert (status, out) == (2, "")
        assert err.startswith(told)
    assert argolint("check", "--isolated").status == 0


def test_isolated_and_config_contradict(argolint: Run) -> None:
    status, _, err = argolint("check", "--isolated", "--config", "x.toml")
    assert status == 2
    assert err.startswith("error: `--isolated` reads no configuration, and `--config` names one")


def test_the_command_line_wins(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(BAD)
    (folder / "argolint.toml").write_text('ignore = ["schema"]\n')
    assert argolint("check").status == 0
    assert argolint("check", "--select", "unknown-field").status == 1
    (folder / "argolint.toml").write_text('fail-on = "never"\n')
    assert argolint("check").status == 0
    assert argolint("check", "--fail-on", "error").status == 1


def test_each_file_fails_by_its_own_configuration(argolint: Run, folder: Path) -> None:
    (folder / "x").mkdir()
    (folder / "x" / "a.yaml").write_text(BAD)
    (folder / "x" / "argolint.toml").write_text('fail-on = "never"\n')
    assert argolint("check").status == 0
    (folder / "b.yaml").write_text(BAD.replace("hello", "other"))
    assert argolint("check").status == 1


def test_standard_input_has_the_configuration_of_its_name(process: Run, folder: Path) -> None:
    (folder / "x").mkdir()
    (folder / "x" / "argolint.toml").write_text('[rules]\nunknown-field = "off"\nmissing-image = "off"\n')
    assert process("check", "-", stdin=BAD.encode()).status == 1
    assert process("check", "-", "--stdin-filename", "x/a.yaml", stdin=BAD.encode()).status == 0


@pytest.mark.parametrize("name", ["config", "plan"])
def test_our_own_schemas_are_printed(argolint: Run, name: str) -> None:
    status, out, err = argolint("schema", name)
    assert (status, err) == (0, "")
    Draft202012Validator.check_schema(json.loads(out))


def test_the_schema_of_manifests_takes_the_good_and_refuses_the_bad(argolint: Run) -> None:
    from ruamel.yaml import YAML

    for version in SUPPORTED:
        schema = json.loads(argolint("schema", "argo", "--argo-version", version).out)
        Draft7Validator.check_schema(schema)
        validator = Draft7Validator(schema)
        read = YAML(typ="safe", pure=True).load
        assert validator.is_valid(read(GOOD))
        assert [list(error.absolute_path) for error in validator.iter_errors(read(BAD))] == [
            ["spec", "templates", 0, "container"]
        ]
    assert argolint("schema").out == argolint("schema", "argo", "--argo-version", "4.1").out


def test_only_manifests_have_a_version(argolint: Run) -> None:
    assert argolint("schema", "config", "--argo-version", "3.7").status == 2
    assert "names several versions" in argolint("schema", "--argo-version", "3.7,4.0").err
