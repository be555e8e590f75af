"""An editor says of a text what `check` says of it: over the examples of all rule pages, and after random edits."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from argolint.ide.workspace import Folder
from argolint.project.configuration.effective import Configurations
from argolint.project.discovery import discover
from argolint.project.outcome import Settings
from argolint.project.session import check_paths, check_sources
from argolint.source import SourceFile
from tests.ide.cases import CASES
from tests.ide.marked import marked
from tests.pages.page import read_page

if TYPE_CHECKING:
    from argolint.diagnostic import Diagnostic

PAGES = Path(__file__).parents[2] / "rules"
Found = list[tuple[str, int, int, str, str]]
PIECES = ("\n", "\r\n", "😀", "é", "{{", "}}", "- ", ": ", "'", '"', "[", "\t", "  ", "{{inputs.parameters.x}}", "#")


def plain(found: tuple[Diagnostic, ...]) -> Found:
    return [(each.file, each.span.start, each.span.end, each.rule, each.message) for each in found]


def said(folder: Folder, sources: dict[str, SourceFile]) -> Found:
    return [each for path in sources for each in plain(folder.diagnostics(path))]


def edited(text: str, rng: random.Random) -> str:
    start = rng.randrange(len(text) + 1)
    end = min(len(text), start + rng.choice((0, 0, 0, 1, 3, 40)))
    new = rng.choice((*PIECES, "", text[start : start + rng.randrange(60)]))
    return text[:start] + new + text[end:]


def test_every_example_of_every_page() -> None:
    for path in sorted(PAGES.glob("*.md")):
        for example in read_page(path).examples:
            given = {"profile": "strict", **({"argo-version": example.version} if example.version else {})}
            settings = Configurations(given, isolated=True).settings("")
            folder = Folder(None, given)
            for source in example.files:
                folder.write(source)
            fresh = check_sources(example.files, settings).diagnostics
            ours = {source.path for source in example.files if folder.is_ours(source.path)}
            told = said(folder, {source.path: source for source in example.files})
            assert told == [each for each in plain(fresh) if each[0] in ours], path.name


def in_folder(where: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All files below a folder, opened one after the other, against one check of the folder."""
    monkeypatch.chdir(where)
    configurations = Configurations({})
    paths = discover(["."], excludes=configurations.excludes).files
    expected = check_paths(paths, Settings(jobs=1), by_file=configurations.settings)
    folder = Folder(".")
    folder.finish()
    opened = {source.path: source for source in expected.files}
    for source in opened.values():
        folder.write(source)
    ours = {path for path in opened if folder.is_ours(path)}
    assert said(folder, opened) == [each for each in plain(expected.diagnostics) if each[0] in ours]


def test_every_example(monkeypatch: pytest.MonkeyPatch) -> None:
    in_folder(PAGES.parent / "examples", monkeypatch)


def test_every_manifest_of_argo(facts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_folder(facts / "corpus" / "argo-examples", monkeypatch)


@pytest.mark.parametrize("case", CASES)
def test_random_edits(case: str) -> None:
    snapshot, _ = marked(CASES[case])
    sources = {path: SourceFile(path, file.source.text) for path, file in snapshot.files.items()}
    folder = Folder(None)
    for source in sources.values():
        folder.write(source)
    rng = random.Random(case)
    for _ in range(12):
        path = rng.choice(list(sources))
        sources[path] = SourceFile(path, edited(sources[path].text, rng))
        folder.write(sources[path])
        said(folder, sources)
    fresh = check_sources(list(sources.values()), Settings()).diagnostics
    ours = {path for path in sources if folder.is_ours(path)}
    assert said(folder, sources) == [each for each in plain(fresh) if each[0] in ours]
