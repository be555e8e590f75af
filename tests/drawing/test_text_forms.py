"""Whole pictures in the languages of Graphviz and Mermaid, as kept; and what Graphviz itself makes of them."""

from __future__ import annotations

import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from argolint.cli.main import main
from argolint.report import dot, mermaid
from tests.drawing.conftest import SAMPLES, drawings_of
from tests.goldens import assert_golden

CHECKOUT = Path(__file__).parents[2]
PROJECTS = sorted(path.name for path in (CHECKOUT / "examples").iterdir() if path.is_dir())
ODD = (
    'a "b" c', "end", "back\\slash \\n \\l", "</b><!-- x", "a & b &amp; c", "#35; #quot;", "a|b", "{{x}} [y] (z)",
    "наука 🚀 名前", "`code`", "x --> y", "1. first", "$$x$$",
)  # fmt: skip


@pytest.fixture(autouse=True)
def checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CHECKOUT)


@pytest.mark.parametrize("form", ["dot", "mermaid"])
@pytest.mark.parametrize("project", PROJECTS)
def test_example(project: str, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = f"examples/{project}"
    assert main(["graph", folder, "--format", form]) == 0
    text = capsys.readouterr().out
    assert_golden(__file__, f"{project}.{form}", text)
    files = sorted((str(at) for at in (CHECKOUT / folder).iterdir()), reverse=True)
    assert main(["graph", *files, "--format", form]) == 0
    assert capsys.readouterr().out == text


@pytest.mark.parametrize("form", ["dot", "mermaid"])
@pytest.mark.parametrize("sample", ["everything", "half-right", "odd-names"])
def test_sample(sample: str, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", f"tests/drawing/samples/{sample}.yaml", "--isolated", "--format", form]) == 0
    assert_golden(__file__, f"{sample}.{form}", capsys.readouterr().out)


def graphviz(text: str) -> ET.Element:
    """What `dot` draws; it may complain about nothing."""
    if shutil.which("dot") is None:
        pytest.skip("Graphviz is not installed: its `dot` would read what `--format dot` writes")
    ran = subprocess.run(["dot", "-Tsvg"], input=text.encode(), capture_output=True, timeout=60, check=False)
    assert (ran.returncode, ran.stderr.decode()) == (0, "")
    return ET.fromstring(ran.stdout)


def test_graphviz_draws_every_box_with_its_words() -> None:
    drawings = drawings_of(*(str(path) for path in sorted(SAMPLES.iterdir())))
    texts = ["".join(at.itertext()) for at in graphviz(dot.draw(drawings)).iter("{http://www.w3.org/2000/svg}text")]
    for drawing in drawings:
        for box in drawing.boxes:
            if 0 < len(box.title) < 40:
                assert " ".join(box.title.split()) in [" ".join(at.split()) for at in texts]


@pytest.mark.parametrize("text", ODD)
def test_graphviz_shows_odd_text_as_it_is(text: str) -> None:
    shown = graphviz(f"digraph {{ a [label={dot.quoted(text, 'second')}] }}")
    found = ["".join(at.itertext()) for at in shown.iter("{http://www.w3.org/2000/svg}text")]
    assert found == [text, "second"]


def test_labels_hold_no_mark_of_the_language() -> None:
    for text in ODD:
        label = mermaid.quoted(text)
        assert label[0] == label[-1] == '"'
        assert not set('"<>`\\') & set(label[1:-1])
