"""`argolint check`: exit statuses, flags, and the paths that it is given."""

from __future__ import annotations

import gc
import json
from typing import TYPE_CHECKING

import pytest

from argolint.cli import console
from argolint.diagnostic import Diagnostic, Severity
from argolint.project import session
from argolint.source import SourceFile, Span
from tests.cli.conftest import BAD, GOOD
from tests.goldens import assert_golden

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Outcome

    Run = Callable[..., Outcome]


def test_a_good_manifest_is_clean(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(GOOD)
    assert argolint("check") == (0, "All good: 1 object in 1 file.\n", "")


def test_a_mistake_is_shown_in_place(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(BAD)
    status, out, err = argolint("check", "a.yaml")
    assert (status, err) == (1, "")
    assert "a.yaml:10:9: error[unknown-field]:" in out
    assert "10 |         imago: alpine\n   |         ^^^^^\n" in out


@pytest.mark.parametrize("name", ["text", "concise", "json", "github"])
def test_a_whole_report_is_as_agreed(argolint: Run, folder: Path, name: str) -> None:
    (folder / "flows").mkdir()
    (folder / "flows" / "bad.yaml").write_text(BAD)
    (folder / "flows" / "good.yaml").write_text(GOOD)
    status, out, err = argolint("check", "flows", "--format", name)
    assert (status, err) == (1, "")
    assert_golden(__file__, f"check-{name}.txt", out)


def test_missing_paths_are_told_and_the_rest_is_checked(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(BAD)
    status, out, err = argolint("check", "nowhere", "a.yaml", "here/neither")
    assert status == 2
    assert err == "error: no such file or folder: `nowhere`\nerror: no such file or folder: `here/neither`\n"
    assert "unknown-field" in out


def test_a_folder_without_manifests_is_told(argolint: Run, folder: Path) -> None:
    (folder / "empty").mkdir()
    assert argolint("check", "empty") == (2, "", "error: no YAML or JSON file in `empty`\n")
    assert argolint("check") == (2, "", "error: no YAML or JSON file in `.`\n")


def test_files_without_argo_objects_are_nothing_to_check(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n")
    status, out, err = argolint("check")
    assert (status, out) == (2, "")
    assert err.startswith("error: nothing to check: no Workflow, ")
    assert err.endswith(" found in 1 file\n")


def test_nothing_to_check_can_be_allowed(argolint: Run, folder: Path) -> None:
    (folder / "values.yaml").write_text("a: 1\n")
    (folder / "empty").mkdir()
    assert argolint("check", "--allow-empty", "values.yaml", "empty") == (0, "", "")
    assert argolint("check", "--allow-empty", "nowhere.yaml").status == 2


def test_json_stays_json_when_nothing_is_checked(argolint: Run) -> None:
    status, out, _ = argolint("check", "nowhere", "--format", "json")
    assert status == 2
    assert json.loads(out)["diagnostics"] == []


def test_standard_input_is_read(process: Run) -> None:
    status, out, _ = process("check", "-", stdin=BAD.encode())
    assert status == 1
    assert out.startswith("<stdin>:10:9: error[unknown-field]:")
    status, out, _ = process("check", "-", "--stdin-filename", "in/a.yaml", stdin=BAD.encode())
    assert status == 1
    assert out.startswith("in/a.yaml:10:9:")


def test_standard_input_and_files_are_one_check(process: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(GOOD)
    status, out, _ = process("check", "a.yaml", "-", stdin=GOOD.replace("hello", "other").encode())
    assert (status, out) == (0, "All good: 2 objects in 2 files.\n")


@pytest.mark.parametrize("stdin", [b"", b"# nothing\n", b"---\n---\n"])
def test_empty_standard_input_is_nothing_to_check(process: Run, stdin: bytes) -> None:
    status, out, err = process("check", "-", stdin=stdin)
    assert (status, out) == (2, "")
    assert "nothing to check" in err


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["--format", "xml"], "argument --format: invalid choice", "see `argolint check --help`"),
        (["--frobnicate"], "unrecognized arguments: --frobnicate", "see `argolint check --help`"),
        (["--form", "json"], "unrecognized arguments: --form", "see `argolint check --help`"),
        (["--argo-version", "2.12"], "argument --argo-version: Argo 2.12 is not known, only 3.4, ", "see"),
        (["--argo-version", "new"], "argument --argo-version: `new` is no version such as", "see"),
        (
            ["--kubernetes-version", "1.20"],
            "argument --kubernetes-version: Kubernetes 1.20 is not known, only 1.27",
            "see",
        ),
        (["--jobs", "-1"], "argument --jobs: `-1` is no number of processes", "see"),
        (["--jobs", "many"], "argument --jobs: `many` is no number of processes", "see"),
        (
            ["--select", "unknown-feild"],
            "unknown rule or group `unknown-feild`",
            "did you mean `unknown-field`?",
        ),
        (["--ignore", "name"], "unknown rule or group `name`", "did you mean `names`?"),
        (["--ignore", "qqqqqqq"], "unknown rule or group `qqqqqqq`", "`argolint rules` lists them"),
        (["--unsafe-fixes"], "`--unsafe-fixes` goes with `--fix` or `--diff`", "add one of them"),
        (["--fix", "--diff"], "`--fix` writes what `--diff` only shows", "leave one of them out"),
        (["--stdin-filename", "a.yaml"], "`--stdin-filename` names standard input", "add the path `-`"),
        (
            ["--statistics", "--format", "json"],
            "`--statistics` does not go with `--format json`",
            "leave one",
        ),
    ],
)
def test_wrong_usage_is_one_line_and_a_hint(
    argolint: Run, folder: Path, arguments: list[str], message: str, hint: str
) -> None:
    (folder / "a.yaml").write_text(GOOD)
    status, out, err = argolint("check", *arguments)
    assert (status, out) == (2, "")
    first, second = err.splitlines()
    assert first.startswith(f"error: {message}")
    assert second.startswith(f"help: {hint}")


def test_flags_may_stand_between_paths(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(GOOD)
    (folder / "b.yaml").write_text(GOOD.replace("hello", "other"))
    assert argolint("check", "a.yaml", "--quiet", "b.yaml") == (0, "", "")


def test_rules_are_selected_and_ignored_by_name_and_group(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(BAD)
    for flags in (
        ["--ignore", "schema"],
        ["--select", "graph"],
        ["--select", "schema", "--ignore", "schema"],
    ):
        status, out, _ = argolint("check", *flags)
        assert "unknown-field" not in out
        assert status in (0, 1)
    for flags in (["--select", "names, schema"], ["--select", "graph", "--select", "unknown-field"]):
        status, out, _ = argolint("check", *flags)
        assert status == 1
        assert "unknown-field" in out


@pytest.mark.parametrize(
    ("severity", "fail_on", "status"),
    [
        ("error", "error", 1),
        ("error", "never", 0),
        ("warning", "error", 0),
        ("warning", "warning", 1),
        ("warning", "info", 1),
        ("info", "warning", 0),
        ("info", "info", 1),
    ],
)
def test_fail_on_decides_what_fails(
    argolint: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, severity: str, fail_on: str, status: int
) -> None:
    _say(monkeypatch, Diagnostic(SourceFile("a.yaml", ""), Span(0, 0), "m", "some-rule", Severity(severity)))
    (folder / "a.yaml").write_text(GOOD)
    assert argolint("check", "--no-cache", "--fail-on", fail_on).status == status


def test_a_failing_rule_is_an_internal_error(argolint: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _say(monkeypatch, Diagnostic(SourceFile("a.yaml", ""), Span(0, 0), "m", "internal-error", Severity.ERROR))
    (folder / "a.yaml").write_text(GOOD)
    assert argolint("check", "nowhere", "a.yaml", "--no-cache", "--fail-on", "never").status == 3


def _say(monkeypatch: pytest.MonkeyPatch, *diagnostics: Diagnostic) -> None:
    def check_paths(*_: object, **__: object) -> session.Report:
        return session.Report((), (), diagnostics)

    monkeypatch.setattr(session, "check_paths", check_paths)


def test_statistics_count_by_rule(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(BAD)
    status, out, _ = argolint("check", "--statistics", "--select", "unknown-field")
    assert (status, out) == (
        1,
        "1  error[unknown-field]\n\nFound 1 error in 1 file (1 object). Can be mended: 1 by `--fix --unsafe-fixes`.\n",
    )


def test_quiet_leaves_findings_only(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(BAD)
    status, out, err = argolint("check", "--quiet", "--format", "concise", "--select", "unknown-field")
    assert (status, err) == (1, "")
    assert len(out.splitlines()) == 1


def test_the_argo_version_changes_the_verdict(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(
        "apiVersion: argoproj.io/v1alpha1\nkind: CronWorkflow\nmetadata: {name: nightly}\nspec:\n"
        '  schedules: ["0 3 * * *"]\n  workflowSpec:\n    entrypoint: main\n    templates:\n'
        "      - name: main\n        container: {image: alpine}\n"
    )
    assert argolint("check", "--argo-version", "4.1").status == 0
    assert argolint("check", "--argo-version", "v3.5.2").status == 1


def test_isolated_reads_no_gitignore(argolint: Run, folder: Path) -> None:
    (folder / ".gitignore").write_text("*.yaml\n")
    (folder / "a.yaml").write_text(GOOD)
    assert argolint("check").status == 2
    assert argolint("check", "--isolated").status == 0


def test_one_process_and_two_say_the_same(argolint: Run, folder: Path) -> None:
    for number in range(5):
        (folder / f"{number}.yaml").write_text(BAD.replace("hello", f"hello-{number}"))
    assert argolint("check", "--jobs", "1") == argolint("check", "--jobs", "2")


def test_the_garbage_collector_is_left_as_it_was(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(GOOD)
    assert gc.isenabled()
    argolint("check")
    assert gc.isenabled()


@pytest.mark.parametrize(
    ("choice", "environment", "colored"),
    [
        ("always", {}, True),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
        ("auto", {}, False),
        ("auto", {"FORCE_COLOR": "1"}, True),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("auto", {"NO_COLOR": "", "FORCE_COLOR": ""}, False),
    ],
)
def test_colours_follow_flag_and_environment(
    process: Run, folder: Path, choice: str, environment: dict[str, str], colored: bool
) -> None:
    (folder / "a.yaml").write_text(GOOD)
    status, out, _ = process("check", "--color", choice, **environment)
    assert status == 0
    assert ("\x1b[" in out) is colored


class _Terminal:
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "colored"),
    [({}, True), ({"TERM": "xterm"}, True), ({"TERM": "dumb"}, False), ({"NO_COLOR": "1"}, False)],
)
def test_a_terminal_gets_colours(environment: dict[str, str], colored: bool) -> None:
    assert console.wants_color("auto", _Terminal(), environment) is colored  # type: ignore[arg-type]


def test_patches_of_a_kustomization_are_no_objects(argolint: Run, folder: Path) -> None:
    (folder / "kustomization.yaml").write_text("resources: [a.yaml]\npatches: [{path: patch.yaml}]\n")
    (folder / "a.yaml").write_text(GOOD)
    (folder / "patch.yaml").write_text(GOOD.replace("entrypoint: main", "entrypoint: nowhere"))
    assert argolint("check").status == 0
    assert argolint("check", "patch.yaml").status == 1


def test_charts_are_checked_as_they_are_without_helm(
    argolint: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(folder))
    (folder / "chart" / "templates").mkdir(parents=True)
    (folder / "chart" / "Chart.yaml").write_text("name: x\n")
    (folder / "chart" / "templates" / "a.yaml").write_text(BAD)
    status, out, err = argolint("check", "--helm", "--format", "concise")
    assert status == 1
    assert out.startswith("chart/templates/a.yaml:")
    assert (
        err
        == "note: helm is not installed, so of charts only what is certain is checked\nhelp: install Helm 3 or later\n"
    )
