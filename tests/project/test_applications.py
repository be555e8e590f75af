"""What Argo CD Applications deploy of the repository that they stand in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from argolint.project.rendering.applications import Source, sources
from argolint.project.rendering.changes import write_changes
from argolint.project.rendering.deploying import deploy
from argolint.project.rendering.generators import generated, glob
from argolint.project.rendering.made import Failure, Rendered
from argolint.project.rendering.releases import Told, release_of
from argolint.project.rendering.repository import is_here, name_of

HELM = """\
#!/bin/sh
printf -- '---\\n# Source: chart/templates/flow.yaml\\nkind: Workflow\\nmetadata: {name: %s}\\n' "$2"
for word in "$@"; do printf -- '# %s\\n' "$word"; done
"""
KUSTOMIZE = "#!/bin/sh\ncat kustomization.yaml\n"


def application(source: str, name: str = "app", more: str = "") -> str:
    return f"apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {{name: {name}}}\nspec:\n{more}{source}"


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a chart, an overlay and plain files, and programs that tell what they are asked."""
    monkeypatch.chdir(tmp_path)
    tools = tmp_path / "tools"
    tools.mkdir()
    for name, text in (("helm", HELM), ("kustomize", KUSTOMIZE)):
        (tools / name).write_text(text)
        (tools / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:/usr/bin:/bin")
    from argolint.project.rendering.programs import kustomize

    kustomize.cache_clear()
    for path in ("chart/Chart.yaml", "chart/prod.yaml", "over/kustomization.yaml", "plain/a.yaml", "plain/in/b.yml"):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text("{}\n")
    return tmp_path


def made(text: str) -> list[str]:
    Path("app.yaml").write_text(text)
    found = deploy(["app.yaml"], ".").rendered
    return [at.source.text if isinstance(at, Rendered) else at.reason for at in found]


def words(text: str) -> list[str]:
    (rendered,) = made(text)
    return [line[2:] for line in rendered.splitlines() if line.startswith("# ")]


@pytest.mark.parametrize(
    ("options", "files"),
    [
        ("{}", ["plain/a.yaml"]),
        ("{recurse: true}", ["plain/a.yaml", "plain/in/b.yml"]),
        ("{recurse: true, exclude: '*/b.*'}", ["plain/a.yaml"]),
        ("{recurse: true, include: '{in/*,c.yaml}'}", ["plain/in/b.yml"]),
    ],
)
def test_a_plain_folder(options: str, files: list[str]) -> None:
    Path("plain/skipped.yaml").write_text("# +argocd:skip-file-rendering\n")
    Path("app.yaml").write_text(application(f"  source: {{path: plain, directory: {options}}}\n"))
    assert deploy(["app.yaml"], ".").files == tuple(files)


def test_a_chart_with_all_that_an_application_says() -> None:
    source = """\
  source:
    path: chart
    helm:
      valueFiles: [prod.yaml, /plain/a.yaml, gone.yaml, $ARGOCD_APP_NAME.yaml]
      ignoreMissingValueFiles: true
      values: |
        a: b
      parameters:
      - {name: image, value: "a,b"}
      - {name: list, value: "{a,b}"}
      - {name: number, value: "1", forceString: true}
      - {name: name, value: $ARGOCD_APP_NAME}
      fileParameters: [{name: file, path: prod.yaml}]
      skipCrds: true
      kubeVersion: "1.33"
      apiVersions: [x/v1]
      skipTests: true
"""
    said = words(application(source, more="  destination: {namespace: ci}\n"))
    here = str(Path.cwd())
    own = said.pop(8)
    assert own.endswith("/values.yaml")
    assert said == [
        *("template", "app", ".", "--values", f"{here}/chart/prod.yaml", "--values", f"{here}/plain/a.yaml"),
        *("--values", "--namespace", "ci", "--kube-version", "1.33", "--api-versions", "x/v1", "--skip-tests"),
        *("--set", r"image=a\,b", "--set", "list={a,b}", "--set-string", "number=1", "--set", "name=app"),
        *("--set-file", f"file={here}/chart/prod.yaml"),
    ]


def test_the_plainest_chart() -> None:
    assert words(application("  source: {path: chart}\n")) == ["template", "app", ".", "--include-crds"]


@pytest.mark.parametrize("name", ["--post-renderer=x", "'{{name}}'", "A b"])
def test_a_name_that_is_none_is_no_flag(name: str) -> None:
    assert words(application("  source: {path: chart}\n", name))[:2] == ["template", "argolint"]


@pytest.mark.parametrize(
    ("helm", "why"),
    [
        ("valueFiles: ['https://example.com/x.yaml']", "its values in `https://example.com/x.yaml` are not in this"),
        ("valueFiles: [../../x.yaml]", "its values in `../../x.yaml` are not in this repository"),
        ("valueFiles: ['$other/x.yaml']", "its values in `$other/x.yaml` are not in this repository"),
        ("valueFiles: ['{{env}}.yaml']", "its values are not known before Argo CD fills them in"),
        ("fileParameters: [{name: x, path: /../y}]", "`/../y` is not in this repository"),
    ],
)
def test_values_from_elsewhere_leave_a_chart_as_it_is(helm: str, why: str) -> None:
    (Path.cwd() / ".git").mkdir()
    Path(".git/config").write_text("[remote]\nurl = https://example.com/flows\n")
    listed = f"  sources:\n  - {{path: chart, repoURL: x/flows, helm: {{{helm}}}}}\n  - {{repoURL: x/y, ref: other}}\n"
    Path("app.yaml").write_text(application(listed))
    found = deploy(["app.yaml"], ".")
    assert found.rendered == ()
    assert found.folders == frozenset()
    (remark,) = found.remarks
    assert remark.startswith(f"`chart` is not rendered for the Application `app`: {why}")


def test_values_of_another_source_of_the_same_repository() -> None:
    text = application("  sources:\n  - {path: chart, helm: {valueFiles: [$here/plain/a.yaml]}}\n  - {ref: here}\n")
    assert words(text)[3:5] == ["--values", f"{Path.cwd()}/plain/a.yaml"]


def test_an_overlay() -> None:
    assert made(application("  source: {path: over}\n")) == ["{}\n"]


def test_an_overlay_that_an_application_changes() -> None:
    source = """\
  source:
    path: over
    kustomize:
      namePrefix: a-
      namespace: ci
      images: [busybox:1, "old=new/image:2", a/b@sha256:1, "localhost:5000/x"]
      commonLabels: {app: x}
"""
    (text,) = made(application(source))
    told = json.loads(text)
    assert Path(told.pop("resources")[0]).name == "over"
    assert told == {
        "namePrefix": "a-",
        "namespace": "ci",
        "images": [
            {"name": "busybox", "newName": "busybox", "newTag": "1"},
            {"name": "old", "newName": "new/image", "newTag": "2"},
            {"name": "a/b", "newName": "a/b", "digest": "sha256:1"},
            {"name": "localhost:5000/x", "newName": "localhost:5000/x"},
        ],
        "labels": [{"pairs": {"app": "x"}, "includeSelectors": True}],
    }


@pytest.mark.parametrize("table", ["{components: [x]}", "{patches: [{path: x}]}", "{namePrefix: '{{x}}'}"])
def test_an_overlay_that_is_not_changed_here(table: str) -> None:
    Path("app.yaml").write_text(application(f"  source: {{path: over, kustomize: {table}}}\n"))
    found = deploy(["app.yaml"], ".")
    assert (found.rendered, len(found.remarks)) == ((), 1)


def test_what_leads_nowhere_is_passed_over() -> None:
    for source in ("path: gone", "path: ../up", "path: plain, plugin: {}", "chart: x, path: chart", "repoURL: x"):
        Path("app.yaml").write_text(application(f"  source: {{{source}}}\n"))
        assert not any(deploy(["app.yaml"], ".")), source


def test_an_application_that_deploys_applications() -> None:
    Path("plain/a.yaml").write_text(application("  source: {path: chart}\n", "inner"))
    Path("plain/in/b.yml").write_text(application("  source: {path: plain}\n", "circle"))
    Path("app.yaml").write_text(application("  source: {path: plain, directory: {recurse: true}}\n"))
    found = deploy(["app.yaml"], ".")
    assert found.files == ("plain/a.yaml", "plain/in/b.yml")
    assert [at.source.path for at in found.rendered if isinstance(at, Rendered)] == [
        "chart/templates/flow.yaml (rendered for inner)"
    ]


def test_a_chart_that_cannot_be_rendered(repository: Path) -> None:
    (repository / "tools/helm").write_text("#!/bin/sh\necho 'Error: no way' >&2\nexit 1\n")
    Path("app.yaml").write_text(application("  source: {path: chart}\n"))
    assert deploy(["app.yaml"], ".").rendered == (
        Failure("chart/Chart.yaml", "`helm template chart` failed for the Application `app`: no way"),
    )


def test_without_the_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    from argolint.project.rendering.programs import kustomize

    monkeypatch.setenv("PATH", "/nowhere")
    kustomize.cache_clear()
    Path("app.yaml").write_text(
        application("  sources: [{path: chart}, {path: over}]\n").replace("sources: [", "sources:\n    [")
    )
    assert deploy(["app.yaml"], ".").remarks == (
        "`chart` is not rendered for the Application `app`: helm is not installed",
        "`over` is not rendered for the Application `app`: neither kustomize nor kubectl is installed",
    )


SET = """\
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: all}
spec:
  generators: GENERATORS
  template:
    metadata: {name: 'x-{{name}}'}
    spec:
      source: {path: 'plain/{{ .name }}'}
"""


def test_an_application_set() -> None:
    text = SET.replace("GENERATORS", "[{list: {elements: [{name: in}, {name: out}]}}, {clusters: {}}]")
    assert [(at.application, at.path) for at in sources(text, ".")] == [
        ("x-in", "plain/in"),
        ("x-out", "plain/out"),
        ("x-{{name}}", "plain/{{ .name }}"),
    ]


def test_the_folders_of_a_repository_are_generated() -> None:
    git = {"git": {"directories": [{"path": "*"}, {"path": "plain/**"}, {"path": "tools", "exclude": True}]}}
    found = generated([git], ".")
    assert [(at["path"], at["path.basename"], at["path[0]"]) for at in found] == [
        ("chart", "chart", "chart"),
        ("over", "over", "over"),
        ("plain", "plain", "plain"),
        ("plain/in", "in", "plain"),
    ]
    both = {"matrix": {"generators": [git, {"list": {"elements": [{"env": {"name": "a"}, "on": True}]}}]}}
    assert next((at["path"], at["env.name"], at["on"]) for at in generated([both], ".")) == ("chart", "a", "true")
    assert generated("x", ".") == generated([1], ".") == []


@pytest.mark.parametrize(
    ("pattern", "within", "yes", "no"),
    [
        ("*.yaml", False, ["a.yaml", "a/b.yaml"], ["a.yml"]),
        ("*.yaml", True, ["a.yaml"], ["a/b.yaml"]),
        ("{a,b/*}.yaml", False, ["a.yaml", "b/c.yaml"], ["c.yaml", "a,b.yaml"]),
        ("a,b", False, ["a,b"], ["a"]),
        ("[!a]?.yaml", False, ["bb.yaml"], ["ab.yaml", "b.yaml"]),
        ("a/**", True, ["a/b/c"], ["b"]),
        (r"\*", False, ["*"], ["a"]),
        ("{a", False, [], ["a", "{a"]),
        ("[z-a]", False, [], ["a"]),
    ],
)
def test_patterns(pattern: str, within: bool, yes: list[str], no: list[str]) -> None:
    compiled = glob(pattern, within=within)
    assert [text for text in (*yes, *no) if compiled.fullmatch(text)] == yes


def test_which_repository_is_meant(tmp_path: Path) -> None:
    assert {name_of(at) for at in ("git@x.com:a/Flows.git", "https://x.com/a/flows/", "ssh://git@x/flows")} == {"flows"}
    assert is_here("anything", str(tmp_path))
    (tmp_path / "tree/.git").mkdir(parents=True)
    (tmp_path / "tree/.git/config").write_text('[remote "origin"]\n\turl = git@x.com:a/flows.git\n')
    (tmp_path / "tree/.git/worktrees/side").mkdir(parents=True)
    (tmp_path / "side").mkdir()
    (tmp_path / "side/.git").write_text(f"gitdir: {tmp_path}/tree/.git/worktrees/side\n")
    for root in (tmp_path / "tree", tmp_path / "side"):
        assert is_here("https://x.com/fork/flows", str(root))
        assert is_here("{{repo}}", str(root))
        assert not is_here("https://x.com/a/other", str(root))


@pytest.mark.parametrize("text", ["", "kind: Application", "a: [argoproj.io/ Application", "- argoproj.io/Application"])
def test_texts_without_applications(text: str) -> None:
    assert sources(text, ".") == []


def test_shapes_that_are_none() -> None:
    specs = ("source: 1", "sources: {a: b}", "sources: [1]", "source: {path: [x]}", "source: {path: plain, helm: 1}")
    for spec in specs:
        Path("app.yaml").write_text(application(f"  {spec}\n"))
        deploy(["app.yaml"], ".")
    odd = Source("a", "", "", "chart", {"helm": {"valueFiles": 1, "parameters": ["x"]}}, {})
    assert isinstance(release_of(odd, "chart", ".", "."), Told)
    assert write_changes(Source("a", "", "", "over", {"kustomize": {"patches": 1}}, {}), "over", ".") is None
