"""`argolint plan` and `argolint apply` where no cluster is needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from argolint.cli.main import main
from argolint.cluster.observing import targets
from argolint.plan.operation import Source, apply
from argolint.project.errors import UsageError

CHECKOUT = Path(__file__).parents[3]
MANIFEST = """\
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: a}
spec: {templates: [{name: main, container: {image: "busybox:1.37", command: [date]}}]}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("KUBERNETES_SERVICE_HOST", raising=False)
    monkeypatch.delenv("KUBECONFIG", raising=False)
    (tmp_path / "a.yaml").write_text(MANIFEST)
    return tmp_path


@pytest.mark.parametrize("command", ["check", "compile"])
def test_no_client_is_loaded_where_none_is_needed(command: str) -> None:
    code = (
        f"import sys; from argolint.cli.main import main; main(['{command}', 'a.yaml']);"
        "loaded = {name.split('.')[0] for name in sys.modules};"
        "print(sorted(loaded & {'kubernetes', 'urllib3', 'yaml'}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": str(CHECKOUT)}
    )
    assert done.stderr == "[]\n"


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("plan", "a.yaml"), "no cluster is configured"),
        (("plan", "a.yaml", "--context", "x"), "no cluster is configured"),
        (("apply", "a.yaml", "--kubeconfig", "none"), "the kubeconfig `none` does not exist"),
        (("apply", "a.yaml", "--kubeconfig", "a.yaml"), "the kubeconfig `a.yaml` has no current context"),
        (("apply", "a.yaml", "--kubeconfig", "broken"), "the kubeconfig `broken` cannot be read"),
        (("apply", "a.yaml", "--request-timeout", "soon"), "is no number of seconds"),
        (("apply", "a.yaml", "--resume"), "nothing to resume"),
        (("apply", "a.yaml", "--resume", "--dry-run=server"), "do not go together"),
        (("apply", "plan.json"), "is no plan of argolint"),
        (("plan", "a.yaml", "--owner", "team a"), "`team a` is no label"),
        (("apply", "none.yaml"), "no such file"),
        (("submit",), "nothing to start is named"),
    ],
)
def test_wrong_usage(folder: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], part: str) -> None:
    (folder / "broken").write_text("a: [")
    (folder / "plan.json").write_text('{"operations": []}')
    assert main(list(arguments)) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert part in err.split("\n")[0]


@pytest.mark.parametrize(("flag", "status"), [((), 2), (("--detailed-exitcode",), 1)])
def test_errors_have_another_status_when_asked(flag: tuple[str, ...], status: int) -> None:
    assert main(["plan", "a.yaml", *flag]) == status


def test_mistakes_are_shown_before_any_cluster_is_asked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.yaml").write_text(MANIFEST.replace("image", "imago"))
    for command in ("plan", "apply"):
        assert main([command, "a.yaml"]) == 1
        assert "unknown-field" in capsys.readouterr().out


def test_two_operations_on_one_object_are_refused() -> None:
    source = Source("a.yaml", 3, 1, 4, 1, {})
    data = {"apiVersion": "argoproj.io/v1alpha1", "kind": "WorkflowTemplate", "metadata": {"name": "a"}}
    other = {**data, "metadata": {"name": "a", "namespace": "team"}}
    operations = [apply(at, source, "") for at in (data, other)]
    assert len(targets(operations, "default")) == 2
    with pytest.raises(UsageError, match=r"stands twice in the plan: a\.yaml:3 and a\.yaml:3"):
        targets(operations, "team")
